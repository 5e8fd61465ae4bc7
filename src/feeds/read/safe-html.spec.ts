import { toSafeHtml } from './safe-html.js';

describe('toSafeHtml', () => {
  it.each([
    ['keeps structure', '<h2>A</h2><p>b <em>c</em><br>d</p>', '<h2>A</h2><p>b <em>c</em><br />d</p>'],
    ['drops scripts with their text', '<p>a<script>alert(1)</script></p>', '<p>a</p>'],
    ['drops handlers', '<p onclick="x()" style="color:red" class="a">a</p>', '<p>a</p>'],
    ['drops javascript: links', '<a href=" java&#10;script:alert(1)">a</a>', '<a rel="noopener noreferrer">a</a>'],
    ['drops data: images', '<img src="data:image/svg+xml,x" alt="a">', '<img alt="a" />'],
    ['drops frames', '<iframe src="https://a.example"></iframe>b', 'b'],
    ['drops svg with its content', '<svg><a xlink:href="javascript:x"><text>t</text></a></svg>b', 'b'],
    [
      'resolves relative links',
      '<a href="/1">a</a><img src="b.png">',
      '<a href="https://paper.example/1" rel="noopener noreferrer">a</a><img src="https://paper.example/x/b.png" />',
    ],
    ['closes what is open', '<ul><li>a<b>c', '<ul><li>a<b>c</b></li></ul>'],
    ['escapes what is no tag', '1 < 2 & 3', '1 &lt; 2 &amp; 3'],
  ])('%s', (_, html, expected) => {
    expect(toSafeHtml(html, 'https://paper.example/x/')).toBe(expected);
  });

  it('drops relative links where no base is known', () => {
    expect(toSafeHtml('<a href="/1">a</a>')).toBe('<a rel="noopener noreferrer">a</a>');
  });

  it('survives deep nesting', () => {
    expect(toSafeHtml('<b>'.repeat(50_000) + 'x')).toContain('x');
  });
});
