import { fingerprint } from './fingerprint.js';

const body =
  'North Korea and Russia signed a treaty on mutual defence on Tuesday, their leaders said after talks in Pyongyang.';
const ru =
  'Россия и КНДР подписали договор о стратегическом партнёрстве, сообщили стороны после переговоров в Пхеньяне.';
const ko = '북한과 러시아가 상호 방위 조약에 서명했다고 양국 정상이 평양에서 열린 회담 뒤 밝혔다.';
const zh = '朝鲜和俄罗斯签署共同防御条约，两国领导人在平壤会谈后表示。';

describe('fingerprint', () => {
  it.each([
    ['case and punctuation', 'PACT SIGNED!', body.replace(',', ' –').toUpperCase()],
    ['white space and typography', ' “Pact”\u00a0signed ', body.replaceAll(' ', '\n ')],
    ['an agency’s dateline', 'Pact signed', `SEOUL, March 1 (Reuters) - ${body}`],
    ['another agency’s dateline', 'Pact signed', `SEOUL, South Korea (AP) — ${body}`],
    ['a plain dateline', 'Pact signed', `SEOUL — ${body}`],
  ])('takes no notice of %s', (_, title, text) => {
    expect(fingerprint(title, text)).toBe(fingerprint('Pact signed', body));
  });

  it.each([
    ['Russian', ru, `МОСКВА, 1 марта. /ТАСС/. ${ru}`],
    ['Korean', ko, `(서울=연합뉴스) ${ko}`],
    ['Chinese', zh, `新华社平壤3月1日电（记者 王某）${zh}`],
  ])('takes no notice of a %s dateline', (_, text, dated) => {
    expect(fingerprint('t', dated)).toBe(fingerprint('t', text));
  });

  it('takes no notice of what follows the opening', () => {
    expect(fingerprint('t', `${body.repeat(4)} End.`)).toBe(
      fingerprint('t', `${body.repeat(4)} Read more at our site.`),
    );
  });

  it.each([
    ['another title', 'Pact refused', body],
    ['another opening', 'Pact signed', body.replace('signed', 'refused')],
    ['another number', 'Pact signed', body.replace('Tuesday', '2')],
  ])('tells apart %s', (_, title, text) => {
    expect(fingerprint(title, text)).not.toBe(fingerprint('Pact signed', body));
  });

  it('keeps a quotation in brackets that is no dateline', () => {
    expect(fingerprint('t', `He said (in part) that ${body}`)).not.toBe(fingerprint('t', body));
  });
});
