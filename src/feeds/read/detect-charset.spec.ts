import iconv from 'iconv-lite';
import { decodeFeed } from './decode-feed.js';

const russian =
  'Россия и КНДР подписали договор о стратегическом партнёрстве. Стороны обсудили поставки вооружений, а также экономическое сотрудничество. Министр обороны заявил, что переговоры прошли успешно и соглашение вступит в силу после обмена грамотами о ратификации.';
const korean =
  '북한과 러시아가 평양에서 포괄적 전략 동반자 관계에 관한 조약을 체결했다. 양측은 무기 공급과 경제 협력을 논의했으며 국방부 장관은 회담이 성공적으로 끝났다고 밝혔다. 전문가들은 이번 조약이 동북아시아의 안보 지형에 중대한 영향을 미칠 것으로 보고 있다. 정부는 깊은 우려를 표명하면서 국제사회와 긴밀히 협력하겠다고 말했다. 외교부는 이날 오후 성명을 발표했다.';
const japanese =
  '北朝鮮とロシアは平壌で包括的戦略パートナーシップ条約に署名した。双方は武器の供給と経済協力について協議し、国防相は会談が成功したと述べた。専門家はこの条約が北東アジアの安全保障に大きな影響を与えると見ている。政府は深い懸念を表明し、国際社会と緊密に連携していくと述べた。外務省は同日、声明を発表し、すべての関係国に自制を求めた。首相は記者団に対し、情報の収集と分析に全力を挙げるよう指示したことを明らかにした。';
const simplified =
  '朝鲜和俄罗斯在平壤签署了全面战略伙伴关系条约。双方讨论了武器供应和经济合作，国防部长表示会谈取得成功。专家认为该条约将对东北亚地区的安全格局产生重大影响。外交部发言人表示，中方一贯主张通过对话协商解决问题，各方应当保持克制，维护地区和平与稳定。发言人还说，有关国家之间的合作不应当针对第三方，也不应当损害第三方的利益。记者会上，多家媒体就此提问，发言人重申了一贯立场，呼吁尽快恢复谈判，以实际行动维护半岛和平。';
const traditional =
  '朝鮮和俄羅斯在平壤簽署了全面戰略夥伴關係條約。雙方討論了武器供應和經濟合作，國防部長表示會談取得成功。專家認為該條約將對東北亞地區的安全格局產生重大影響。外交部發言人表示，將持續關注區域情勢，並與理念相近國家密切合作，維護區域和平與穩定。發言人還說，有關國家之間的合作不應當針對第三方，也不應當損害第三方的利益。記者會上，多家媒體就此提問，發言人重申了一貫立場，呼籲儘快恢復談判，以實際行動維護半島和平。';
const french =
  'Le président français a été reçu à l’Élysée pour évoquer la sécurité européenne. « Où en sommes-nous ? », a-t-il demandé, rappelant les années passées à négocier une paix très fragile. La forêt brûlait encore près de Besançon, où les élèves étaient rentrés chez eux.';
const german =
  'Die Außenminister führten Gespräche über die Lage in der Ukraine und erklärten, dass die Verhandlungen über Frieden fortgeführt würden. Für die Bürger ändert sich zunächst nichts, hieß es in München. Die Maßnahmen träten später in Kraft, möglicherweise erst übernächstes Jahr.';

const encode = (text: string, encoding: string) =>
  Buffer.concat([
    Buffer.from(
      '<rss version="2.0"><channel><title>Paper</title><link>https://paper.example/world</link><item><title>',
    ),
    iconv.encode(text, encoding),
    Buffer.from('</title></item></channel></rss>'),
  ]);

describe('an encoding that nobody declares', () => {
  it.each([
    ['windows-1251', russian],
    ['koi8-r', russian],
    ['euc-kr', korean],
    ['shift_jis', japanese],
    ['euc-jp', japanese],
    ['gb18030', simplified],
    ['big5', traditional],
    ['windows-1252', french],
    ['windows-1252', german],
  ])('is told by its letters: %s', (encoding, text) => {
    expect(text.length).toBeGreaterThanOrEqual(200);
    const bytes = encode(text, encoding);
    expect(decodeFeed(bytes)).toEqual({ text: expect.stringContaining(text), encoding });
    expect(decodeFeed(bytes, 'text/xml; charset=utf-8').encoding).toBe(encoding);
  });

  it('is told by a headline alone', () => {
    expect(decodeFeed(encode(russian.slice(0, 40), 'windows-1251')).encoding).toBe('windows-1251');
    expect(decodeFeed(encode(korean.slice(0, 20), 'euc-kr')).encoding).toBe('euc-kr');
  });

  it('is looked for in the first of many letters only', () => {
    const bytes = Buffer.concat(Array.from({ length: 20_000 }, () => encode(russian, 'koi8-r')));
    const start = performance.now();
    expect(decodeFeed(bytes).encoding).toBe('koi8-r');
    expect(performance.now() - start).toBeLessThan(2_000);
  });
});

describe('what only old machines wrote', () => {
  it.each([
    ['cp437', 'cp437', 'Café élève'],
    ['cp850', 'cp850', 'Café élève'],
    ['cp855', 'cp855', 'Россия'],
    ['mac_roman', 'macroman', 'Café “élève”'],
    ['iso8859_2', 'iso-8859-2', 'Zażółć'],
    ['euc_jp', 'euc-jp', '北朝鮮'],
    ['Big5', 'big5-hkscs', '香港啲'],
  ])('is read as %s', (label, encoding, text) => {
    const declaration = `<?xml version="1.0" encoding="${label}"?>`;
    expect(decodeFeed(Buffer.concat([Buffer.from(declaration), iconv.encode(text, encoding)])).text).toBe(
      declaration + text,
    );
  });

  it.each(['utf-32le', 'utf-32be'])('is read as %s, marked or not', (encoding) => {
    for (const addBOM of [true, false]) {
      expect(decodeFeed(iconv.encode('<rss>Київ</rss>', encoding, { addBOM }))).toEqual({
        text: '<rss>Київ</rss>',
        encoding,
      });
    }
  });

  it('is read as EBCDIC', () => {
    // Made with Python's codec of code page 500.
    const bytes = Buffer.from(
      '4c6fa7949340a58599a28996957e7ff14bf07f4085958396848995877e7f8397f5f0f07f6f6e4c99a2a26e838186514f4c6199a2a26e',
      'hex',
    );
    expect(decodeFeed(bytes)).toEqual({
      text: '<?xml version="1.0" encoding="cp500"?><rss>café!</rss>',
      encoding: 'cp500',
    });
  });

  it('is never UTF-7, which hides markup', () => {
    const bytes = Buffer.from('<?xml version="1.0" encoding="utf-7"?>+ADw-rss+AD4-');
    expect(decodeFeed(bytes, 'text/xml; charset=utf-7').text).toContain('+ADw-');
  });
});
