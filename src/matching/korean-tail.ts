/**
 * What may follow a noun inside one written word. A form matches at the start of a word when only these follow: `북한은`, `북한군이`,
 * `비준했다`, but not `조약돌` (a pebble) for `조약` (a treaty).
 */
const NOUN_SUFFIXES =
  '측 군 제 산 발 인 식 형 판 내 외 용 등 들 계 권 령 급 상 화 간 어 국 당 안 문 법 전 후 궁 행 씨 님 적 ' +
  '정부 당국 대통령 주석 위원장 총서기 총리 장관 외무상 외교부 외무부 국방부 대사 대사관 대변인';
const PARTICLES =
  '은 는 이 가 을 를 의 에 에서 에게 께 께서 로 으로 와 과 랑 이랑 도 만 까지 부터 조차 마저 밖에 보다 처럼 만큼 대로 ' +
  '라고 이라고 라는 이라는 라며 이라며 라면 이나 나 든 이든 란 이란 며 이며 다 이다 인 이고 고 라 이라 였 이었 임 인데 인가 인가요 입니다 지만 이지만 여서 이어서 엔 선 서 뿐';
/** 하다, 되다 and 시키다 make a verb of the noun; any verb ending may follow. */
const VERB = '(?:하|한|할|해|했|함|합|하는|되|된|될|돼|됐|됨|됩|시키|시킨|시킬|시켜|시켰|받|당하|당한|당했).*';

const alternatives = (list: string): string =>
  list
    .split(' ')
    .sort((left, right) => right.length - left.length)
    .join('|');

const TAIL = new RegExp(
  `^(?:${alternatives(NOUN_SUFFIXES)}){0,2}(?:(?:${alternatives(PARTICLES)}){0,3}|${VERB})$`,
  'u',
);

/** Whether `rest`, the part of a Hangul word after a form, is only particles and suffixes. */
export function isKoreanTail(rest: string): boolean {
  return TAIL.test(rest);
}
