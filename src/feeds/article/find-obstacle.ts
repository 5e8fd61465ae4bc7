import { type ExtractOutcome } from './article.js';
import { type PageDocument } from './parse-page.js';

/** What a page tells of its being closed, gathered before the article is taken out of it. */
export interface PageSigns {
  title: string;
  /** Said for search engines: https://developers.google.com/search/docs/appearance/structured-data/paywalled-content */
  isNotFree: boolean;
  /** What is written on what calls itself a paywall, and is shown. */
  wall: string;
  asksForPassword: boolean;
}

type Obstacle = Extract<ExtractOutcome, { kind: 'failed' }>;

/** An article of this length was given whole, whatever stands round it. */
const WHOLE_LENGTH = 2_000;
/** The most of a teaser; beside a longer text, a wall is one that scripts show to others. */
const TEASER_LENGTH = 800;
/** The most that a form or a check says of itself. */
const FORM_LENGTH = 600;

const botCheck =
  /^(just a moment|attention required|access denied|are you (a robot|human)|please verify|robot or human|ddos-guard|один момент|проверка (браузера|безопасности))|\bcaptcha\b/i;
// In the languages that the desk reads; each a whole request, so that an article about subscriptions is none.
const request =
  /(subscribe|sign in|log in|register) (now )?to (continue|keep) reading|to (continue|read) (reading|the (full|rest)).{0,40}(subscri|sign in|log in|register)|already a subscriber\?|this (article|content|story) is (only )?for (subscribers|members)|(полный текст|статья|материал) доступ\p{L}+ (только )?(для )?подписчик|оформите подписку|доступн\p{L}+ (лише )?(для )?передплатник|(구독|로그인)\s*(후|하시면|해야).{0,20}(읽|이용|보실)|(登录|登錄|订阅|訂閱|付费|付費)(后|後|以)(阅读|閱讀|继续|繼續|查看)|この記事は(有料|会員)/iu;
const walls = ['paywall', 'subscribe-wall', 'regwall']
  .flatMap((name) => [`[class*="${name}"]`, `[id*="${name}"]`])
  .join(', ');

// For scripts to show, if at all.
const hidden = '[hidden], [aria-hidden="true"], [style*="display:none"], [style*="display: none"], dialog, template';

export function readSigns(document: PageDocument): PageSigns {
  const structured = [...document.querySelectorAll('script[type="application/ld+json"]')];
  return {
    title: (document.querySelector('title')?.textContent ?? '').trim(),
    isNotFree: structured.some((script) => /"isAccessibleForFree"\s*:\s*"?false"?/i.test(script.textContent ?? '')),
    wall: [...document.querySelectorAll(walls)]
      .filter((wall) => !wall.closest(hidden))
      .map((wall) => wall.textContent?.slice(0, 2_000))
      .join('\n'),
    asksForPassword: document.querySelector('form input[type="password"]') !== null,
  };
}

/** What stands between the reader and the article; an article that is there in full is none's business. */
export function findObstacle(signs: PageSigns, text: string): Obstacle | undefined {
  if (text.length >= WHOLE_LENGTH) return undefined;
  const isShort = text.length < FORM_LENGTH;
  if (isShort && botCheck.test(signs.title)) return refuse('bot-check', 'the site asks whether a person is reading');
  const isWalled = text.length < TEASER_LENGTH && request.test(signs.wall);
  if (signs.isNotFree || request.test(text) || isWalled)
    return refuse('paywall-stub', 'only the beginning is free, the rest is for subscribers');
  return isShort && signs.asksForPassword ? refuse('login-wall', 'the site asks its readers to sign in') : undefined;
}

function refuse(reason: Obstacle['reason'], message: string): Obstacle {
  return { kind: 'failed', reason, message };
}
