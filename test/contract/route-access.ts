import { type Scope, SCOPES } from '../../src/auth/scope.js';

/**
 * Who may call what. A scope; or `anyone`, with the reason; or `signed-in`, for every person and every key; `people`, for whom a key
 * finds nothing of its own; `live`, for whoever may read any of what is told there;
 * `bounces`, for a key with `deliveries:write`, where the mail itself does not show that it came back from us; `link`, for whoever has the
 * whole of a signed address.
 */
const TABLE = `
  POST    /api/v1/session                      anyone     signing in
  DELETE  /api/v1/session                      anyone     signing out ends only the session whose cookie is sent
  GET     /api/v1/session/options              anyone     how one can sign in, asked before one has
  GET     /api/v1/session/oidc                 anyone     signing in elsewhere begins here
  GET     /api/v1/session/oidc/callback        anyone     and comes back here
  GET     /api/v1/session                      people
  GET     /api/v1/sessions                     people
  GET     /api/v1/sessions/:id                 people
  DELETE  /api/v1/sessions/:id                 people
  DELETE  /api/v1/sessions                     people
  GET     /api/v1/account                      people
  PATCH   /api/v1/account                      people
  PUT     /api/v1/account/password             people
  POST    /api/v1/password-resets              anyone     who forgot the password cannot sign in
  POST    /api/v1/passwords                    anyone     the signed link in the body says who it is
  GET     /choose-password                     anyone     the page behind that link
  POST    /choose-password                     anyone     the page behind that link
  GET     /api/v1/users                        admin:read
  GET     /api/v1/users/:id                    admin:read
  POST    /api/v1/users                        admin:write
  POST    /api/v1/users/:id/invitation         admin:write
  PATCH   /api/v1/users/:id                    admin:write
  DELETE  /api/v1/users/:id                    admin:write
  GET     /api/v1/api-keys                     admin:read
  GET     /api/v1/api-keys/:id                 admin:read
  POST    /api/v1/api-keys                     admin:write
  PATCH   /api/v1/api-keys/:id                 admin:write
  DELETE  /api/v1/api-keys/:id                 admin:write
  GET     /api/v1/audit                        admin:read
  GET     /api/v1/audit/:id                    admin:read

  POST    /api/v1/feeds/import                 feeds:write
  GET     /api/v1/feeds/imports                feeds:read
  GET     /api/v1/feeds/imports/:id            feeds:read
  GET     /api/v1/feeds/imports/:id/lines      feeds:read
  DELETE  /api/v1/feeds/imports/:id            feeds:write
  GET     /api/v1/feeds/export                 feeds:read
  POST    /api/v1/feeds/discover               feeds:write
  GET     /api/v1/feeds                        feeds:read
  GET     /api/v1/feeds/:id                    feeds:read
  POST    /api/v1/feeds                        feeds:write
  PATCH   /api/v1/feeds/:id                    feeds:write
  DELETE  /api/v1/feeds/:id                    feeds:write
  POST    /api/v1/feeds/:id/fetch              feeds:write
  GET     /api/v1/feeds/:id/fetches            feeds:read
  GET     /api/v1/feeds/:id/moves              feeds:read
  POST    /api/v1/feeds/:id/moves/:moveId/undo feeds:write
  GET     /api/v1/feed-notices                 feeds:read
  GET     /api/v1/feed-notices/:id             feeds:read
  POST    /api/v1/feed-notices/:id/clear       feeds:write
  DELETE  /api/v1/sample-wire                  feeds:write
  GET     /sample-wire.xml                     anyone     fetched like any other feed
  GET     /sample-wire/:id                     anyone     what its stories link to
  GET     /websub/:feedId/:token               anyone     hubs call it; the token is the feed’s own
  POST    /websub/:feedId/:token               anyone     hubs call it; a push is signed

  GET     /api/v1/stories                      stories:read
  GET     /api/v1/stories/export               stories:read
  GET     /api/v1/events                       stories:read
  GET     /api/v1/events/:id                   stories:read
  GET     /api/v1/matches                      stories:read
  GET     /api/v1/stories/:id                  stories:read

  POST    /api/v1/topics/validate              topics:read
  POST    /api/v1/topics/test                  topics:read
  POST    /api/v1/topics/preview               topics:read
  GET     /api/v1/topics                       topics:read
  GET     /api/v1/topics/:id                   topics:read
  GET     /api/v1/topics/:id/versions          topics:read
  POST    /api/v1/topics/:id/versions/:version/restore topics:write
  GET     /api/v1/topics/:id/rematches         topics:read
  GET     /api/v1/topics/:id/feed-links        topics:read
  GET     /api/v1/topics/:id/feed.atom         link
  GET     /api/v1/topics/:id/feed.json         link
  POST    /api/v1/topics                       topics:write
  PATCH   /api/v1/topics/:id                   topics:write
  DELETE  /api/v1/topics/:id                   topics:write
  GET     /api/v1/topics/:id/rematch           topics:read
  POST    /api/v1/topics/:id/rematch           topics:write
  GET     /api/v1/entities                     topics:read
  GET     /api/v1/entities/:id                 topics:read
  GET     /api/v1/entities/:id/usage           topics:read
  POST    /api/v1/entities                     topics:write
  PATCH   /api/v1/entities/:id                 topics:write
  DELETE  /api/v1/entities/:id                 topics:write

  GET     /api/v1/subscribers                  subscriptions:read
  GET     /api/v1/subscribers/export           subscriptions:read
  POST    /api/v1/subscribers/import           subscriptions:write
  GET     /api/v1/subscribers/:id              subscriptions:read
  POST    /api/v1/subscribers                  subscriptions:write
  PATCH   /api/v1/subscribers/:id              subscriptions:write
  DELETE  /api/v1/subscribers/:id              subscriptions:write
  GET     /api/v1/targets                      subscriptions:read
  GET     /api/v1/targets/:id                  subscriptions:read
  POST    /api/v1/targets                      subscriptions:write
  POST    /api/v1/targets/:id/confirmation     subscriptions:write
  PATCH   /api/v1/targets/:id                  subscriptions:write
  DELETE  /api/v1/targets/:id                  subscriptions:write
  GET     /api/v1/subscriptions                subscriptions:read
  GET     /api/v1/subscriptions/:id            subscriptions:read
  POST    /api/v1/subscriptions                subscriptions:write
  PATCH   /api/v1/subscriptions/:id            subscriptions:write
  DELETE  /api/v1/subscriptions/:id            subscriptions:write
  GET     /api/v1/silences                     subscriptions:read
  GET     /api/v1/silences/:id                 subscriptions:read
  POST    /api/v1/silences                     subscriptions:write
  PATCH   /api/v1/silences/:id                 subscriptions:write
  DELETE  /api/v1/silences/:id                 subscriptions:write
  GET     /targets/confirm                     anyone     the signed link says whose address it is
  POST    /targets/confirm                     anyone     the signed link says whose address it is
  GET     /subscriptions/unsubscribe           anyone     the signed link says what it ends
  POST    /subscriptions/unsubscribe           anyone     the signed link says what it ends
  GET     /preferences                         anyone     the signed link says whose they are
  POST    /preferences                         anyone     the signed link says whose they are

  GET     /api/v1/alerts                       alerts:read
  GET     /api/v1/alerts/:id                   alerts:read
  GET     /api/v1/decisions                    alerts:read
  GET     /api/v1/stories/:id/decisions        alerts:read
  GET     /api/v1/digests                      alerts:read
  GET     /api/v1/digests/:id                  alerts:read
  GET     /api/v1/stories/:id/why              alerts:read

  GET     /api/v1/deliveries                   deliveries:read
  GET     /api/v1/deliveries/:id               deliveries:read
  GET     /api/v1/deliveries/:id/message       deliveries:read
  POST    /api/v1/deliveries/send-again        deliveries:write
  POST    /api/v1/deliveries/:id/send-again    deliveries:write
  GET     /api/v1/mailbox                      deliveries:read
  GET     /api/v1/mailbox/:id                  deliveries:read
  POST    /api/v1/bounces                      bounces

  GET     /api/v1/live                         live
  GET     /api/v1/status                       signed-in
  GET     /api/v1/statistics                   signed-in
  GET     /api/v1/health                       anyone     load balancers have no key

  GET     /                                    anyone     the dashboard’s files hold nothing of the desk’s
  GET     /index.html                          anyone     the dashboard’s files hold nothing of the desk’s
  GET     /stories/:id                         anyone     the dashboard’s files hold nothing of the desk’s
  GET     /*.js                                anyone     the dashboard’s files hold nothing of the desk’s
  GET     /*.css                               anyone     the dashboard’s files hold nothing of the desk’s
  GET     /docs*                               anyone     the API’s description holds nothing of the desk’s
`;

export type Access = Scope | 'anyone' | 'signed-in' | 'people' | 'live' | 'bounces' | 'link';

export interface AccessRow {
  /** `GET /api/v1/feeds/:id`; a star stands for any part of an address. */
  route: string;
  access: Access;
}

export const accessRows: AccessRow[] = TABLE.trim()
  .split('\n')
  .filter((line) => line.trim() !== '')
  .map((line) => {
    const [method, url, access = '', ...reason] = line.trim().split(/\s+/);
    const known = ['anyone', 'signed-in', 'people', 'live', 'bounces', 'link', ...SCOPES];
    if (!known.includes(access)) throw new Error(`${line}: ${access} is no way of access`);
    if (access === 'anyone' && reason.length < 2) throw new Error(`${line}: why is it open?`);
    return { route: `${method} ${url}`, access: access as Access };
  });

export function covers({ route }: AccessRow, wanted: string): boolean {
  const parts = route.split('*').map((part) => part.replace(/[.+?^${}()|[\]\\]/g, '\\$&'));
  return new RegExp(`^${parts.join('.*')}$`).test(wanted);
}
