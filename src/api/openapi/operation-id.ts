/** Where the rule makes no words. Ids are stable: clients are generated from them. */
const named: Record<string, string> = {
  'SessionController.signIn': 'signIn',
  'SessionController.signOut': 'signOut',
  'OpmlController.import': 'importFeeds',
  'OpmlController.export': 'exportFeeds',
  'OpmlController.list': 'listFeedImports',
  'OpmlController.read': 'readFeedImport',
  'OpmlController.lines': 'listFeedImportLines',
  'DiscoveryController.discover': 'discoverFeeds',
  'FeedController.fetchNow': 'fetchFeed',
  'FetchController.list': 'listFetches',
  'FetchController.listMoves': 'listFeedMoves',
  'FetchController.undoMove': 'undoFeedMove',
  'SampleWireController.remove': 'deleteSampleWire',
  'DraftController.validate': 'validateQuery',
  'DraftController.test': 'testQuery',
  'TargetController.confirmAgain': 'requestTargetConfirmation',
  'AlertController.decisions': 'listDecisions',
  'WhyController.why': 'explainWhy',
  'DeliveryController.sendAllAgain': 'sendDeliveriesAgain',
  'MailboxController.list': 'listMailboxMessages',
  'MailboxController.read': 'readMailboxMessage',
  'BounceController.take': 'reportBounce',
  'StatusController.health': 'readHealth',
  'StatusController.status': 'readStatus',
  'LiveController.live': 'followLive',
  'AuditController.list': 'listAuditEntries',
  'AuditController.read': 'readAuditEntry',
};

/**
 * The stable name of an operation, from its controller's class and its method: `listFeeds`, `readFeed`, `sendDeliveryAgain`. The first
 * word of the method is the verb, the controller's name the noun, in the plural where all of them are meant.
 */
export function operationId(controllerName: string, methodName: string): string {
  const known = named[`${controllerName}.${methodName}`];
  if (known !== undefined) return known;
  const noun = controllerName.replace(/Controller$/, '');
  const [, verb = methodName, rest = ''] = /^([a-z0-9]+)(.*)$/.exec(methodName) ?? [];
  if (rest.includes(noun)) return methodName;
  return verb + (verb === 'list' && rest === '' ? plural(noun) : noun) + rest;
}

function plural(noun: string): string {
  if (/[^aeiou]y$/.test(noun)) return `${noun.slice(0, -1)}ies`;
  return /(s|x|ch|sh)$/.test(noun) ? `${noun}es` : `${noun}s`;
}
