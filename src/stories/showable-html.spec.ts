import { showableHtml } from './showable-html.js';

describe('showableHtml', () => {
  it.each([
    ['an image', '<p>In<img src="/1.jpg" onerror="x()"></p>', '<p>In<img src="https://a.example/1.jpg" /></p>'],
    [
      'a link that acts',
      '<p><a href="javascript:x()"><script>x()</script>Go</a></p>',
      '<p><a rel="noopener noreferrer">Go</a></p>',
    ],
    ['nothing that is left', '<!-- <b> --><style>b {}</style>In', null],
    ['nothing', null, null],
  ])('makes safe: %s', (_, html, expected) => {
    expect(showableHtml(html, 'https://a.example/1')).toBe(expected);
  });
});
