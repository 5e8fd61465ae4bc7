import fc from 'fast-check';
import { decodeFeed } from './decode-feed.js';

// Made with Python's codecs, so that no decoder is held against itself.
const samples: [string, string, string][] = [
  ['windows-1251', 'd0eef1f1e8ff20e820cacdc4d0209720e4eee3eee2eef0', 'Россия и КНДР — договор'],
  ['koi8-r', 'f2cfd3d3c9d120c920ebeee4f2', 'Россия и КНДР'],
  ['koi8-u', 'ebc9a7d720a620a7d6c1cb', 'Київ і їжак'],
  ['iso-8859-5', 'c0dee1e1d8ef', 'Россия'],
  ['euc-kr', 'bacfc7d1b0fa20b7afbdc3bec6', '북한과 러시아'],
  ['cp949', 'bacfc7d1b0fa2094ee', '북한과 뷁'],
  ['shift_jis', '966b92a9914e82c6838d83568341', '北朝鮮とロシア'],
  ['euc-jp', 'cbccc4abc1afa4c8a5eda5b7a5a2', '北朝鮮とロシア'],
  ['iso-2022-jp', '1b24424b4c442b412f2448256d253725221b2842', '北朝鮮とロシア'],
  ['gb2312', 'b3afcfcabacdb6edc2decbb9', '朝鲜和俄罗斯'],
  ['gb18030', 'b3afcfcabacdb6edc2decbb98139ee39', '朝鲜和俄罗斯㐀'],
  ['big5', 'b4c2c241a94dab58c3b9b4b5', '朝鮮和俄羅斯'],
  ['windows-1252', '436166e9209371756f74656494209620352080', 'Café “quoted” – 5 €'],
  ['iso-8859-1', '436166e9', 'Café'],
  ['ibm866', '90aee1e1a8ef', 'Россия'],
];

const bytesOf = (...parts: (string | Buffer)[]) => Buffer.concat(parts.map((part) => Buffer.from(part as string)));
const fromHex = (hex: string) => Buffer.from(hex, 'hex');

describe('decodeFeed', () => {
  it.each(samples)('reads %s as HTTP declares it', (charset, hex, text) => {
    expect(decodeFeed(fromHex(hex), `text/xml; charset=${charset}`).text).toBe(text);
    expect(decodeFeed(fromHex(hex), `text/xml;charset="${charset.toUpperCase()}"; q=1`).text).toBe(text);
  });

  it.each(samples)('reads %s as the XML declaration has it', (charset, hex, text) => {
    const declaration = `<?xml version='1.0' encoding='${charset}' ?>`;
    expect(decodeFeed(bytesOf(declaration, fromHex(hex)), 'text/xml').text).toBe(declaration + text);
  });

  it.each([
    ['utf-8', bytesOf(fromHex('efbbbf'), 'Київ')],
    ['utf-16le', bytesOf(fromHex('fffe'), Buffer.from('Київ', 'utf16le'))],
    ['utf-16be', bytesOf(fromHex('feff'), Buffer.from('Київ', 'utf16le').swap16())],
  ])('believes a byte order mark of %s above all', (encoding, bytes) => {
    expect(decodeFeed(bytes, 'text/xml; charset=windows-1251')).toEqual({ text: 'Київ', encoding });
  });

  it.each(['utf-16le', 'utf-16be'])('knows %s without a mark', (encoding) => {
    const bytes = Buffer.from('<rss>Київ</rss>', 'utf16le');
    expect(decodeFeed(encoding === 'utf-16le' ? bytes : bytes.swap16(), 'text/xml')).toEqual({
      text: '<rss>Київ</rss>',
      encoding,
    });
  });

  it.each([
    ['text/xml; charset=windows-1251', '<?xml version="1.0" encoding="windows-1251"?>'],
    ['text/xml; charset=iso-8859-1', ''],
    ['text/xml; charset=utf-16', '<?xml version="1.0" encoding="utf-16"?>'],
    ['text/xml; charset=no-such', '<?xml version="1.0" encoding="x"?>'],
    [undefined, ''],
  ])('reads valid UTF-8 as such, though declared %j %j', (contentType, declaration) => {
    expect(decodeFeed(bytesOf(declaration, 'Київ'), contentType)).toEqual({
      text: `${declaration}Київ`,
      encoding: 'utf-8',
    });
  });

  it('takes the XML declaration where HTTP wrongly says UTF-8', () => {
    const bytes = bytesOf('<?xml version="1.0" encoding="windows-1251"?>', fromHex('d0eef1f1e8ff'));
    expect(decodeFeed(bytes, 'text/xml; charset=utf-8')).toMatchObject({
      text: expect.stringContaining('Россия'),
      encoding: 'windows-1251',
    });
  });

  it('keeps UTF-8 that is cut within a character', () => {
    const bytes = bytesOf('Росс', fromHex('d0'), ' и КНДР');
    expect(decodeFeed(bytes, 'text/xml; charset=utf-8').text).toBe('Росс\ufffd и КНДР');
    expect(decodeFeed(bytes).text).toBe('Росс\ufffd и КНДР');
  });

  it('falls back to windows-1252', () => {
    expect(decodeFeed(fromHex('436166e9209320948080'))).toEqual({ text: 'Café “ ”€€', encoding: 'windows-1252' });
  });

  it('throws on no bytes and no header', () => {
    const charsets = fc.oneof(
      fc.string(),
      fc.constantFrom('utf-7', 'utf-32', 'iso-2022-kr', 'replacement', 'x-user-defined'),
    );
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), charsets, (bytes, charset) => {
        expect(typeof decodeFeed(bytes, `text/xml; charset=${charset}`).text).toBe('string');
      }),
    );
  });
});
