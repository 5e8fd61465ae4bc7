// 0x80–0x9f as https://encoding.spec.whatwg.org/index-windows-1252.txt has them; the five holes stay what they are.
const upper = '€\x81‚ƒ„…†‡ˆ‰Š‹Œ\x8dŽ\x8f\x90‘’“”•–—˜™š›œ\x9džŸ';

/**
 * Turns C1 controls, which no text means, into what windows-1252 has at their place. Node 20's own decoder leaves them, and
 * publishers write them as `&#146;`.
 */
export function replaceC1Controls(text: string): string {
  return text.replace(/[\u0080-\u009f]/g, (control) => upper.charAt(control.charCodeAt(0) - 0x80));
}
