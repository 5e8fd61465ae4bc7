import { Text } from '@react-email/text';
import { toLine } from '../display-text.js';
import type { ConfirmationMessage } from '../message.js';
import { MAX_NAME_LENGTH } from '../show-story.js';
import { EmailLayout } from './email-layout.js';
import { styles } from './email-styles.js';
import { Action } from './story-parts.js';

export function ConfirmationEmail({ message }: { message: ConfirmationMessage }) {
  const label = toLine(message.targetLabel, MAX_NAME_LENGTH);
  return (
    <EmailLayout
      title="Confirm your alerts"
      preview={`Somebody asked Wirewatch to send news alerts to ${label}.`}
      footer="Sent once, because this address was entered at Wirewatch."
    >
      <Text style={styles.text}>Hello {toLine(message.subscriberName, MAX_NAME_LENGTH)},</Text>
      <Text style={styles.text}>somebody asked Wirewatch to send news alerts to {label}.</Text>
      <Action href={message.confirmUrl}>Confirm</Action>
      <Text className="quiet" style={styles.small}>
        If you do not want this, do nothing: no alert is sent unless you confirm.
      </Text>
    </EmailLayout>
  );
}
