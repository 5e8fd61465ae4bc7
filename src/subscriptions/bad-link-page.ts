import type { LinkCheck } from '../auth/signed-link.js';
import { renderSelfServicePage } from './self-service-page.js';

type BadLink = Extract<LinkCheck, { ok: false }>;

const badLinks: Record<BadLink['reason'], { title: string; text: string }> = {
  expired: { title: 'This link has expired', text: 'Ask your desk to send a new one.' },
  malformed: {
    title: 'This link is not complete',
    text: 'Part of the address is missing. Copy the whole link from the message, or ask your desk for help.',
  },
  // Altered on its way, or signed with a key that was replaced long ago.
  'bad-signature': {
    title: 'This link does not work here',
    text: 'It is not complete, or very old. Copy the whole link from a newer message, or ask your desk for help.',
  },
};

/** Says what is wrong with a link, and offers nothing. */
export function badLinkPage({ reason }: BadLink): string {
  return renderSelfServicePage(badLinks[reason]);
}
