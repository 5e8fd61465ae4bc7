import fc from 'fast-check';
import { toPlainText, toPlainTitle } from './plain-text.js';

describe('toPlainText', () => {
  it.each([
    ['text', 'text'],
    ['<p>One</p><p>Two</p>', 'One\nTwo'],
    ['<div>One<br>Two<br/>\n Three</div>', 'One\nTwo\nThree'],
    ['One\nand the same', 'One\nand the same'],
    ['<b>One\nand</b> the same', 'One and the same'],
    ['<ul><li>One<li>Two</ul>After', 'One\nTwo\nAfter'],
    ['<table><tr><td>Rate<td>5 %</tr></table>', 'Rate 5 %'],
    ['  &nbsp; a \t b&#160;c  ', 'a b c'],
    ['AT&amp;T', 'AT&T'],
    ['&amp;lt;b&amp;gt; stays text', '&lt;b&gt; stays text'],
    ['&lt;b&gt; stays text', '<b> stays text'],
    ['&#x41a;&#1080;&#1111;&#146;s &euro;5 &eacute', 'Киї’s €5 é'],
    ['Ukraine\u0092s', 'Ukraine’s'],
    ['a<script>alert("x")</script>b<style>p{}</style>c<!-- d -->e', 'abce'],
    ['a<script>never closed', 'a'],
    ['<iframe src=x>inner</iframe>after', 'after'],
    ['1 < 2 & 3 > 2', '1 < 2 & 3 > 2'],
    ['<img alt="x" onerror=y>caption', 'caption'],
    ['<custom-tag>text</custom-tag>', 'text'],
    ['<![CDATA[kept]]>', 'kept'],
    ['Pyong\u00adyang\u200b\ufeff \u202egnik\u202c', 'Pyongyang gnik'],
    ['bell\u0007 and \u0000null', 'bell and null'],
    ['', ''],
  ])('reads %j', (html, expected) => {
    expect(toPlainText(html)).toBe(expected);
  });

  it('survives a million nested elements', () => {
    expect(toPlainText(`before ${'<i>'.repeat(1_000_000)}`)).toBe('before');
  });

  it('throws on no input and leaves no control characters', () => {
    const markup = fc.string({
      unit: fc.constantFrom(...'<>/&;#x!-[]="\u0000\u0085\n ', 'a', 'script', 'p', 'CDATA', 'amp'),
      maxLength: 60,
    });
    fc.assert(fc.property(markup, (html) => expect(toPlainText(html)).not.toMatch(/(?!\n)\p{Cc}/u)));
  });
});

describe('toPlainTitle', () => {
  it.each([
    ['<b>Bold</b> claim', 'Bold claim'],
    ['One<br>Two', 'One Two'],
    ['List<String> and </String>', 'List<String> and </String>'],
    ['Kim <Jong> Un', 'Kim <Jong> Un'],
    ['a\n  b', 'a b'],
    ['R&amp;D', 'R&D'],
  ])('reads %j', (html, expected) => {
    expect(toPlainTitle(html)).toBe(expected);
  });
});
