/** What a house writes before or into a story to say that an earlier wording was wrong. */
export type NoticeKind = 'correction' | 'retraction';

export interface MarkedWording {
  notice: NoticeKind | null;
  /** Without the marker. */
  title: string;
}

/** Of the text, where such notes stand. */
const LEAD_LENGTH = 400;

/** At the beginning of a headline, with what parts it from the headline: nothing else is said by these words in that place. */
const titleMarkers: Record<NoticeKind, string[]> = {
  retraction: [
    '(?:retraction|retracted|(?:story|article|report|post) (?:withdrawn|removed|retracted)|kill notice|mandatory kill|story killed|bulletin kill)',
    '(?:опровержение|аннулирование|аннулировано|отозвано|спростування|відкликано|анульовано)',
    '(?:전문\\s?취소|기사\\s?취소|기사\\s?삭제|보도\\s?취소|撤稿|撤回稿件|稿件撤销|稿件撤銷|取消|配信取り消し|記事取り消し|記事取消|全文取り消し)',
    '(?:meldung zurückgezogen|zurückgezogen|rückzug|dépêche annulée|annulation|rétractation|nota anulada|anulación|retractación)',
  ],
  correction: [
    '(?:corrections?|corrected(?: version)?|corrects?|clarification|clarified|update\\s?\\d*\\s?[-/ ]\\s?corrects?|refile|refiled|refiles? to correct|erratum)',
    '(?:поправка|исправление|исправлено|исправленная версия|уточнение|уточнённая версия|виправлення|виправлено|уточнення)',
    '(?:정정|정정\\s?보도|고침|바로잡습니다|바로\\s?잡음|更正|更正启事|勘误|勘誤|訂正|訂正・再送|訂正して再送|訂正版)',
    '(?:korrektur|korrigiert|korrigierte fassung|berichtigung|richtigstellung|rectificatif|rectification|rectifié|correction|corrección|corrige|corregida?|rectificación|fe de errores)',
  ],
};
const PARTED = '\\s*(?:[:：/|—–]|\\s-\\s|-(?=\\p{Lu}))\\s*';
const OPENING = '[\\[\\(【〔（［<＜]\\s*';
const CLOSING = '\\s*[\\]\\)】〕）］>＞]\\s*';

/** A headline that tells of it as a whole: whose story it is, and that it is one about something. */
const retractionTitles =
  /^advisory\b.{0,80}\b(?:withdrawn|withdraws?|killed|retracted|disregard)|^(?:[\p{L}.]{1,30}\s){1,3}(?:withdraws|retracts|kills) (?:its |a |the |this )?(?:story|article|news alert|dispatch)(?: (?:on|about|of|that|saying|citing)\b|$)|\bstory (?:is |has been )?(?:withdrawn|retracted)\b/iu;

const leadNotices: Record<NoticeKind, RegExp> = {
  retraction: new RegExp(
    [
      '\\b(?:this|the|our) (?:story|article|report|item|dispatch) (?:has been|was|is) (?:withdrawn|retracted|removed|killed)\\b',
      '\\b(?:has|have) (?:withdrawn|retracted|removed) (?:its|this|the|our) (?:story|article|report|item)\\b',
      '\\b(?:editors:? )?please (?:kill|disregard) (?:the |this )?(?:story|item|article|report)\\b',
      '(?:просим|просьба) (?:считать|не использовать).{0,60}(?:недействительн|аннулирован|сообщени|новост)|(?:сообщение|новость|материал|статья) (?:аннулирован|отозван|удал[её]н)',
      '(?:повідомлення|новину|новина|матеріал|стаття) (?:анульован|відкликан|видален)',
      '(?:기사|보도)[를은는이가]? (?:전문 )?(?:취소|삭제)(?:합니다|했습니다|됐습니다|되었습니다|하오니)',
      '(?:本稿|此稿|该稿|該稿|上述稿件|该报道|該報導|此报道)(?:已)?(?:撤销|撤銷|撤回|作废|作廢|删除|刪除)',
      '(?:この|本|前の)記事(?:は|を)(?:取り消|削除|撤回)',
      '\\bdies(?:e|er) (?:meldung|artikel|bericht|beitrag) (?:wurde|wird) (?:zurückgezogen|gelöscht|entfernt)',
      '\\b(?:cet|cette) (?:article|dépêche) (?:a été|est) (?:retirée?|annulée?|supprimée?)',
      '\\b(?:esta|este) (?:nota|noticia|artículo|despacho) (?:ha sido|fue|queda) (?:retirad|anulad|eliminad)[ao]',
    ].join('|'),
    'iu',
  ),
  correction: new RegExp(
    [
      "^\\W{0,3}(?:correction|corrections|clarification|editor[’']s note:? (?:correction|this (?:story|article) (?:has been|was) corrected))\\s*[:—–-]",
      '\\((?:corrects?|correcting|refiles? to correct|refiles? to fix|clarifies)\\b[^)]{3,}\\)',
      '\\b(?:this|the|our) (?:(?:\\p{L}+\\.? \\d+ )?(?:story|article|report|item|headline|post)|version) (?:has been|was|is) (?:corrected|amended|updated to correct|edited to correct)\\b',
      '\\b(?:has been|was) (?:corrected|updated to correct|amended to correct) (?:to|in|that|the|after|an)\\b',
      '\\b(?:an )?(?:earlier|previous) version (?:of (?:this|the) (?:story|article|report|headline) )?(?:incorrectly|wrongly|misstated|misidentified|misspelled|erroneously|mistakenly)',
      '(?:исправлен[аоы]? (?:ошибк|опечатк|дат|цифр|имя|заголов)|исправляет (?:ошибк|опечатк|дат|цифр)|в (?:предыдущей|первоначальной) версии .{0,40}(?:ошиб|неверно))',
      '(?:виправлено (?:помилк|дат|цифр|імʼя|ім’я|заголов)|у (?:попередній|первісній) версії .{0,40}(?:помилк|неправильно))',
      '(?:바로잡습니다|정정합니다|오기(?:를|이기에) (?:바로|정정)|(?:기사|보도|제목|내용)[을를]? (?:수정|정정)(?:합니다|했습니다|됐습니다|되었습니다))',
      '(?:特此更正|现更正为|現更正為|更正如下|此前报道有误|先前報導有誤)',
      '(?:訂正します|訂正しました|お詫びして訂正|訂正して再送)',
      '(?:in einer (?:früheren|ersten) (?:version|fassung) .{0,60}(?:falsch|fälschlich|irrtümlich)|(?:wurde|haben wir) (?:korrigiert|berichtigt)\\b)',
      '(?:une (?:version précédente|première version) .{0,60}(?:erron|tort|par erreur)|\\(corrige [^)]{3,}\\)|(?:a été|est) (?:corrigée? dans|rectifiée?)\\b)',
      '(?:una versión (?:anterior|previa) .{0,60}(?:erróne|incorrect|por error)|(?:ha sido|fue) corregid[ao] (?:para|en)\\b)',
    ].join('|'),
    'iu',
  ),
};

const titleNotices = Object.fromEntries(
  Object.entries(titleMarkers).map(([kind, list]) => {
    const words = list.join('|');
    return [
      kind,
      [
        new RegExp(`^\\s*(?:${OPENING}(?:${words})${CLOSING}[:：-]?\\s*|(?:${words})${PARTED})`, 'iu'),
        new RegExp(`${OPENING}(?:${words})${CLOSING}$`, 'iu'),
      ],
    ];
  }),
) as Record<NoticeKind, RegExp[]>;

/** Whether a wording says of itself that it corrects or takes back an earlier one; and its headline without the mark. */
export function readNotice(wording: { title: string; text: string }): MarkedWording {
  const { title } = wording;
  const lead = wording.text.slice(0, LEAD_LENGTH);
  for (const kind of ['retraction', 'correction'] as const) {
    const marked = titleNotices[kind].find((pattern) => pattern.test(title));
    if (marked) return { notice: kind, title: title.replace(marked, ' ').trim() };
    if (kind === 'retraction' && retractionTitles.test(title)) return { notice: kind, title };
    if (leadNotices[kind].test(lead)) return { notice: kind, title };
  }
  return { notice: null, title };
}
