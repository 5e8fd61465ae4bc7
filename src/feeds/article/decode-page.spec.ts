import iconv from 'iconv-lite';
import { decodePage } from './decode-page.js';

const page = (meta: string, words: string) =>
  `<html><head>${meta}<title>x</title></head><body><p>${words}</p></body></html>`;
const html5 = (charset: string) => `<meta charset="${charset}">`;
const html4 = (charset: string) => `<meta http-equiv='Content-Type' content='text/html; charset=${charset}'>`;

describe('decodePage', () => {
  // Short words: there is nothing to be guessed from them.
  it.each<[string, string, string, string, string | undefined]>([
    ['the header', '', 'ЦСКА', 'windows-1251', 'text/html; charset="windows-1251"'],
    ['the page', html5('windows-1251'), 'ЦСКА', 'windows-1251', 'text/html'],
    ['the page in its older form', html4('koi8-r'), 'ТАСС', 'koi8-r', undefined],
    [
      'the page rather than a server’s default',
      html5('windows-1251'),
      'ЦСКА',
      'windows-1251',
      'text/html; charset=ISO-8859-1',
    ],
    ['the page rather than a header that is wrong', html5('euc-kr'), '펲', 'cp949', 'text/html; charset=utf-8'],
    ['the header rather than the page', html5('windows-1251'), 'ЦСКА', 'koi8-r', 'text/html; charset=koi8-r'],
    [
      'the bytes, where they are UTF-8 whatever is said',
      html5('windows-1251'),
      'ЦСКА',
      'utf-8',
      'text/html; charset=euc-kr',
    ],
    ['a page that names it late', `${' '.repeat(3_000)}${html5('windows-1251')}`, 'ЦСКА', 'windows-1251', 'text/html'],
    ['nobody', '', '“café”', 'windows-1252', 'text/html'],
    ['a page that says nonsense', html5('none'), '“café”', 'windows-1252', 'text/html'],
  ])('believes %s', (_, meta, words, encoding, contentType) => {
    expect(decodePage(iconv.encode(page(meta, words), encoding), contentType)).toContain(`<p>${words}</p>`);
  });

  it('does not believe what stands in the text', () => {
    const text = `${'<p>word</p>'.repeat(500)}<meta charset="koi8-r"><p>“café”</p>`;
    expect(decodePage(iconv.encode(text, 'windows-1252'), 'text/html')).toContain('“café”');
  });
});
