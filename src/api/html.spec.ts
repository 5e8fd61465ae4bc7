import { html } from './html.js';

describe('html', () => {
  it.each([
    ['<script>alert(1)</script>', '<p>&lt;script&gt;alert(1)&lt;/script&gt;</p>'],
    ['"quoted" & \'quoted\'', '<p>&quot;quoted&quot; &amp; &#39;quoted&#39;</p>'],
    ['', '<p></p>'],
  ])('escapes %j', (text, markup) => {
    expect(html`<p>${text}</p>`.markup).toBe(markup);
  });

  it('keeps what it made itself, alone or in a list, and drops null', () => {
    const item = html`<li>${'a & b'}</li>`;
    expect(html`<ul>${item}${[item, item]}${null}</ul>`.markup).toBe('<ul>' + '<li>a &amp; b</li>'.repeat(3) + '</ul>');
  });
});
