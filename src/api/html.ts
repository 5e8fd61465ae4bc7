const entities: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };

/** Markup that is safe to send: made only by {@link html}. */
export class SafeHtml {
  constructor(readonly markup: string) {}
}

export function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (character) => entities[character] ?? '');
}

type HtmlValue = string | number | SafeHtml | readonly SafeHtml[] | null;

/** Tagged template in which every value is escaped unless it was itself made here; null leaves nothing. */
export function html(strings: TemplateStringsArray, ...values: HtmlValue[]): SafeHtml {
  return new SafeHtml(
    strings.map((literal, index) => literal + (index < values.length ? render(values[index] ?? null) : '')).join(''),
  );
}

function render(value: HtmlValue): string {
  if (value === null) return '';
  if (value instanceof SafeHtml) return value.markup;
  if (typeof value === 'object') return value.map((part) => part.markup).join('');
  return escapeHtml(String(value));
}
