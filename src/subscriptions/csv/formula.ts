/** What makes a spreadsheet take a cell for a formula; full-width signs count, and so do apostrophes that stand before one. */
const FORMULA = /^'*[=+\-@\t\r＝＋－＠]/;

/** A spreadsheet shows what follows the apostrophe as text. https://owasp.org/www-community/attacks/CSV_Injection */
export function escapeFormula(text: string): string {
  return FORMULA.test(text) ? `'${text}` : text;
}

/** Undoes {@link escapeFormula}. */
export function unescapeFormula(text: string): string {
  return text.startsWith("'") && FORMULA.test(text) ? text.slice(1) : text;
}
