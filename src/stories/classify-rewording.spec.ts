import { classifyRewording } from './classify-rewording.js';

const of = (title: string, text = '') => ({ title, text });

describe('classifyRewording', () => {
  it.each<[string, string, string]>([
    ['en', 'CORRECTION: Treaty was signed in Pyongyang', ''],
    ['en, in brackets', '[Corrected] Treaty was signed in Pyongyang', ''],
    ['en, at the end', 'Treaty was signed in Pyongyang (corrected)', ''],
    ['en, an agency', 'CORRECTED-Treaty was signed in Pyongyang', ''],
    ['en, an update that corrects', 'UPDATE 2/CORRECTS - Treaty was signed in Pyongyang', ''],
    ['en, clarification', 'Clarification: Treaty was signed in Pyongyang', ''],
    [
      'en, a note to editors',
      'Treaty was signed in Pyongyang',
      '(Corrects the place in paragraph 3) PYONGYANG - The treaty',
    ],
    ['en, sent again', 'Treaty was signed in Pyongyang', '(Refiles to fix a typing error) The treaty was signed.'],
    [
      'en, a note in the text',
      'Treaty was signed in Pyongyang',
      'This story has been corrected to say where it was signed.',
    ],
    [
      'en, an earlier version',
      'Treaty was signed in Pyongyang',
      'An earlier version of this article incorrectly named the place.',
    ],
    ['ru', 'Поправка: договор подписан в Пхеньяне', ''],
    ['ru, in brackets', '(исправленная версия) Договор подписан в Пхеньяне', ''],
    ['ru, a note', 'Договор подписан в Пхеньяне', 'В тексте исправлена дата подписания.'],
    ['uk', 'Виправлено: договір підписано в Пхеньяні', ''],
    ['uk, a note', 'Договір підписано в Пхеньяні', 'Виправлено дату підписання. Договір'],
    ['ko', '[정정] 조약, 평양에서 서명', ''],
    ['ko, an agency', '[고침] 조약, 평양에서 서명', ''],
    ['ko, a note', '조약, 평양에서 서명', '서명 장소를 바로잡습니다. 조약은'],
    ['zh', '更正：条约在平壤签署', ''],
    ['zh, in brackets', '【更正】條約在平壤簽署', ''],
    ['zh, a note', '条约在平壤签署', '此前报道有误，条约在平壤签署。'],
    ['ja', '【訂正】条約、平壌で署名', ''],
    ['ja, a note', '条約、平壌で署名', '署名の場所を訂正します。条約は'],
    ['de', 'Korrektur: Vertrag in Pjöngjang unterzeichnet', ''],
    ['de, in brackets', 'Vertrag in Pjöngjang unterzeichnet (Berichtigung)', ''],
    ['fr', 'RECTIFICATIF - Le traité a été signé à Pyongyang', ''],
    ['fr, with a space before the colon', 'Correction : le traité a été signé à Pyongyang', ''],
    ['es', 'Corrección: el tratado se firmó en Pionyang', ''],
    ['es, a note', 'El tratado se firmó en Pionyang', '(Corrige el lugar de la firma) El tratado'],
  ])('a mark that is newly there corrects: %s', (_, title, text) => {
    expect(classifyRewording(of('Treaty was signed in Seoul', 'The treaty was signed.'), of(title, text))).toBe(
      'correction',
    );
    expect(classifyRewording(of(title, text), of(title, text))).toBe('edit');
  });

  it.each<[string, string, string]>([
    ['en', 'RETRACTION: Treaty was signed', ''],
    ['en, withdrawn', 'STORY WITHDRAWN: Treaty was signed', ''],
    ['en, removed', 'Article removed: Treaty was signed', ''],
    ['en, a kill', 'KILL NOTICE: Treaty was signed', ''],
    ['en, an agency withdraws', 'Reuters withdraws story on signing of treaty', ''],
    ['en, an agency kills', 'AP kills story about treaty', ''],
    ['en, an advisory', 'ADVISORY-Story on signing of treaty is withdrawn', ''],
    ['en, a note', 'Treaty was signed', 'This article has been removed because it did not meet our standards.'],
    ['en, to editors', 'Treaty was signed', 'Editors: please kill the story slugged TREATY.'],
    ['ru', 'АННУЛИРОВАНО: договор подписан', ''],
    ['ru, a note', 'Договор подписан', 'Просим считать недействительным сообщение о подписании.'],
    ['uk', 'Спростування: договір підписано', ''],
    ['uk, a note', 'Договір підписано', 'Повідомлення анульовано редакцією.'],
    ['ko', '[전문취소] 조약 서명', ''],
    ['ko, a note', '조약 서명', '이 기사를 취소합니다.'],
    ['zh', '【撤稿】条约签署', ''],
    ['zh, a note', '条约签署', '本稿已撤销，请勿使用。'],
    ['ja', '【取消】条約に署名', ''],
    ['ja, a note', '条約に署名', 'この記事は取り消します。'],
    ['de', 'ZURÜCKGEZOGEN: Vertrag unterzeichnet', ''],
    ['de, a note', 'Vertrag unterzeichnet', 'Diese Meldung wurde zurückgezogen.'],
    ['fr', 'ANNULATION : le traité a été signé', ''],
    ['fr, a note', 'Le traité a été signé', 'Cette dépêche est annulée.'],
    ['es', 'ANULACIÓN: se firmó el tratado', ''],
    ['es, a note', 'Se firmó el tratado', 'Esta nota ha sido retirada.'],
  ])('a mark that is newly there takes back: %s', (_, title, text) => {
    expect(classifyRewording(of('Treaty was signed', 'The treaty was signed.'), of(title, text))).toBe('retraction');
    expect(classifyRewording(of('CORRECTION: Treaty was signed'), of(title, text))).toBe('retraction');
    expect(classifyRewording(of(title, text), of(title, text))).toBe('edit');
  });

  it.each<[string, string, string]>([
    ['a figure', 'Blast in Homs kills 6 people', 'Blast in Homs kills 8 people'],
    ['a figure in words', 'Blast in Homs kills six people', 'Blast in Homs kills eight people'],
    [
      'a figure in Russian words',
      'При взрыве в Хомсе погибли шесть человек',
      'При взрыве в Хомсе погибли восемь человек',
    ],
    ['a figure in Chinese', '霍姆斯爆炸致三人死亡', '霍姆斯爆炸致五人死亡'],
    ['a figure in Korean', '홈스 폭발로 6명 사망', '홈스 폭발로 8명 사망'],
    ['a date', 'Putin to visit Pyongyang on June 18', 'Putin to visit Pyongyang on June 19'],
    ['a yes to a no', 'Kremlin confirms troops were sent', 'Kremlin denies troops were sent'],
    ['a no to a yes', 'Seoul will not send arms to Kyiv', 'Seoul will send arms to Kyiv'],
    ['a Russian yes', 'Сеул поставит оружие Киеву', 'Сеул не поставит оружие Киеву'],
    ['a Ukrainian yes', 'Сеул поставить зброю Києву', 'Сеул не поставить зброю Києву'],
    ['a German yes', 'Seoul wird Waffen an Kiew liefern', 'Seoul wird keine Waffen an Kiew liefern'],
    ['a French yes', 'Séoul livrera des armes à Kiev', 'Séoul ne livrera pas des armes à Kiev'],
    ['a Chinese yes', '首尔将向基辅提供武器', '首尔将不向基辅提供武器'],
    ['an English contraction', 'Seoul did send arms to Kyiv', "Seoul didn't send arms to Kyiv"],
  ])('another headline corrects: %s', (_, before, after) => {
    expect(classifyRewording(of(before), of(after))).toBe('correction');
  });

  it.each<[string, string, string]>([
    ['a spelling', 'Treaty signed in Pyongyang', 'Treaty is signed in Pyongyang'],
    ['more words', 'Treaty signed', 'Treaty signed in Pyongyang, Kremlin says'],
    ['a figure that is added', 'Blast in Homs kills worshippers', 'Blast in Homs kills 8 worshippers'],
    ['a figure written otherwise', 'Five killed, 1,200 wounded in Homs', '5 killed, 1200 wounded in Homs'],
    [
      'another headline with figures of its own',
      'Blast in Homs kills 6 people',
      'President cuts visit short after 2 days of unrest',
    ],
    ['another headline with a no of its own', 'Kyiv waits for an answer', 'No deal yet as talks in Geneva end'],
    ['how fast it was sent', '[1보] 뉴욕증시 최고치 마감', '[2보] 뉴욕증시 최고치 마감'],
    ['a court that withdraws charges', 'Trial of general goes on', 'Court withdraws charges in trial of general'],
    ['an author who withdraws a story', 'Prize for stories', 'Author withdraws story from prize'],
    ['a power that withdraws', 'Russia weighs exit from treaty', 'Russia withdraws from treaty'],
    ['troops that are withdrawn', 'Troops at the border', 'Troops withdrawn: what is known of the border'],
    ['a storm that kills', 'Storm over Luzon', 'Storm kills dozens over Luzon'],
    ['a market that corrects', 'Stocks fall', 'Market correction: stocks fall'],
    ['an economist’s figure', 'Deficit grows', 'Corrected deficit grows, ministry says'],
    ['corrections officers', 'Officers strike', 'Corrections officers strike'],
    ['a travel advisory', 'Typhoon nears', 'Advisory: typhoon nears'],
    ['a stance that is clarified', 'Beijing on treaty', 'Beijing seeks clarification on treaty'],
    ['a retraction of claws', 'Claim on islands', 'Minister demands retraction of claim on islands'],
    ['a Russian minister who refutes', 'Заявление министра', 'Министр выступил с опровержением заявления'],
    ['a Russian stance put more precisely', 'Позиция Китая', 'Позиция Китая требует уточнения'],
    ['Korean political unrest', '태국 시위', '태국 정정 불안에 시위'],
    ['a more formal Chinese relation', '中俄关系', '中俄建立更正式的关系'],
    ['a Chinese denial', '外交部回应', '外交部澄清立场'],
    ['a Japanese summit called off', '首脳会談', '首脳会談を取り消し'],
    ['a German course that is corrected', 'Regierung bleibt dabei', 'Regierung korrigiert Kurs'],
    ['a French cancellation', 'Le sommet', 'Annulation du sommet'],
    ['a Spanish market', 'Bolsa', 'Corrección en la bolsa'],
  ])('an edit stays one: %s', (_, before, after) => {
    expect(classifyRewording(of(before, 'One text.'), of(after, 'One text, and more.'))).toBe('edit');
  });

  it('reads the text where notes stand, and not where somebody is quoted', () => {
    const late = `${'He spoke for an hour. '.repeat(30)}This story has been corrected.`;
    expect(classifyRewording(of('Treaty signed', 'He spoke.'), of('Treaty signed', late))).toBe('edit');
  });
});
