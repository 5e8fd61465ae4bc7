import { Heading } from '@react-email/heading';
import { Text } from '@react-email/text';
import type { NoticeMessage } from '../message.js';
import { showNotice } from '../show-notice.js';
import { EmailLayout } from './email-layout.js';
import { styles } from './email-styles.js';
import { Action } from './story-parts.js';

export function NoticeEmail({ message }: { message: NoticeMessage }) {
  const { title, about, text } = showNotice(message);
  return (
    <EmailLayout
      title={title}
      preview={text}
      footer="Sent to whom the target belongs to, and to those who run this Wirewatch."
    >
      <Heading as="h1" style={styles.headline}>
        {title}
      </Heading>
      <Text className="quiet" style={styles.source}>
        {about}
      </Text>
      <Text style={styles.text}>{text}</Text>
      <Action href={message.targetPageUrl}>Open target</Action>
    </EmailLayout>
  );
}
