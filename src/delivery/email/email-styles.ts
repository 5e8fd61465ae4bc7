import type { CSSProperties } from 'react';

// Mail clients that know no style sheet get these; those that do get darkStyles in the dark.
const colors = { text: '#14181d', quiet: '#5b6470', link: '#14508c', line: '#dde2e7' };

export const styles = {
  page: { margin: 0, padding: '16px 8px', backgroundColor: '#f2f4f6' },
  card: {
    maxWidth: '600px',
    margin: '0 auto',
    backgroundColor: '#ffffff',
    color: colors.text,
    border: `1px solid ${colors.line}`,
    borderRadius: '8px',
    fontFamily: "-apple-system,'Segoe UI',Roboto,'Noto Sans',Helvetica,Arial,sans-serif",
  },
  banner: { borderRadius: '7px 7px 0 0', color: '#ffffff', fontSize: '14px', lineHeight: '1.4', fontWeight: 600 },
  bannerText: { padding: '0 12px' },
  content: { textAlign: 'start', overflowWrap: 'anywhere' },
  footer: { margin: 0, fontSize: '12px', lineHeight: '1.5', color: colors.quiet },
  footerLink: { color: colors.quiet, textDecoration: 'underline' },
  eyebrow: { margin: '0 0 8px', fontSize: '13px', lineHeight: '1.4', color: colors.quiet },
  headline: { margin: '0 0 8px', fontSize: '21px', lineHeight: '1.3', fontWeight: 600 },
  headlineLink: { color: colors.text, textDecoration: 'none' },
  source: { margin: '0 0 16px', fontSize: '13px', lineHeight: '1.4', color: colors.quiet },
  text: { margin: '0 0 20px', fontSize: '16px', lineHeight: '1.5' },
  small: { margin: '0 0 16px', fontSize: '13px', lineHeight: '1.5', color: colors.quiet },
  action: { margin: '0 0 24px', lineHeight: '1.5' },
  button: {
    padding: '10px 18px',
    borderRadius: '6px',
    backgroundColor: colors.link,
    color: '#ffffff',
    fontSize: '15px',
  },
  link: { color: colors.link, textDecoration: 'underline' },
  listTitle: { margin: '0 0 4px', fontSize: '14px', lineHeight: '1.5', fontWeight: 600 },
  list: { margin: '0 0 20px', padding: '0 0 0 20px', fontSize: '14px', lineHeight: '1.5' },
  item: { margin: '0 0 4px' },
  mark: { backgroundColor: '#ffe9a8', color: colors.text, borderRadius: '2px' },
  added: { backgroundColor: '#d3f2da', color: '#0c3d19', textDecoration: 'underline' },
  removed: { backgroundColor: '#fbdcdc', color: '#7a1414', textDecoration: 'line-through' },
  changes: {
    margin: '0 0 20px',
    padding: '0 0 0 12px',
    borderLeft: `3px solid ${colors.line}`,
    fontSize: '15px',
    lineHeight: '1.55',
  },
  topic: {
    margin: '28px 0 12px',
    padding: '0 0 6px',
    borderBottom: `1px solid ${colors.line}`,
    fontSize: '15px',
    lineHeight: '1.4',
    fontWeight: 600,
  },
  eventTitle: { margin: '0 0 4px', fontSize: '17px', lineHeight: '1.35', fontWeight: 600 },
  eventSource: { margin: '0 0 6px', fontSize: '13px', lineHeight: '1.4', color: colors.quiet },
  eventText: { margin: '0 0 6px', fontSize: '15px', lineHeight: '1.5' },
  eventNote: { margin: '0 0 4px', fontSize: '13px', lineHeight: '1.5', color: colors.quiet },
  event: { margin: '0 0 22px' },
} as const satisfies Record<string, CSSProperties>;

/** White text on each is readable in the light and in the dark. */
export const bannerColors = { sample: '#8a4b00', correction: '#5b3a8c', retraction: '#9b1c1c' } as const;

export const darkStyles = `:root{color-scheme:light dark;supported-color-schemes:light dark}
@media (prefers-color-scheme: dark){
.page,.page>table>tbody>tr>td{background-color:#14181d!important}
.card{background-color:#1e242b!important}
.card,.rule{border-color:#333c46!important}
.card,.text{color:#e8ebef!important}
.quiet{color:#9aa5b1!important}
.link{color:#7db8f0!important}
.button{background-color:#7db8f0!important;color:#14181d!important}
.mark{background-color:#6b5310!important;color:#fff3cf!important}
.added{background-color:#174d27!important;color:#d3f2da!important}
.removed{background-color:#5e2020!important;color:#fbdcdc!important}
}`;
