// Written by `npm run generate:client` from the API’s own description; not to be changed by hand.

export interface paths {
  '/api/v1/account': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * Read your own account
     * @description For whoever is signed in, and for every API key.
     */
    get: operations['readAccount'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    /**
     * Change your own name
     * @description For whoever is signed in, and for every API key.
     */
    patch: operations['updateAccount'];
    trace?: never;
  };
  '/api/v1/account/password': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    /**
     * Change your own password; you are signed out everywhere else
     * @description For whoever is signed in, and for every API key.
     */
    put: operations['changeAccountPassword'];
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/alerts': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * List alerts, newest first, with their deliveries
     * @description Needs the scope `alerts:read`.
     */
    get: operations['listAlerts'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/alerts/{id}': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * Read one alert
     * @description Needs the scope `alerts:read`.
     */
    get: operations['readAlert'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/api-keys': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * List API keys
     * @description Needs the scope `admin:read`.
     */
    get: operations['listApiKeys'];
    put?: never;
    /**
     * Create an API key; the answer is the only place that shows it
     * @description Needs the scope `admin:write`.
     */
    post: operations['createApiKey'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/api-keys/{id}': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * Read an API key: all but the key itself
     * @description Needs the scope `admin:read`.
     */
    get: operations['readApiKey'];
    put?: never;
    post?: never;
    /**
     * Delete an API key; it stops working at once
     * @description Needs the scope `admin:write`.
     */
    delete: operations['deleteApiKey'];
    options?: never;
    head?: never;
    /**
     * Change the name, the scopes or the expiry of an API key; it holds at once
     * @description Needs the scope `admin:write`.
     */
    patch: operations['updateApiKey'];
    trace?: never;
  };
  '/api/v1/audit': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * List who changed what, newest first
     * @description Needs the scope `admin:read`.
     */
    get: operations['listAuditEntries'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/audit/{id}': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * Read one entry of the audit log: the thing before and after
     * @description Needs the scope `admin:read`.
     */
    get: operations['readAuditEntry'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/bounces': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * Hand in a mail that came back, as it came: a bounce or a complaint. Without an API key only what came back to an address that we gave out
     * @description Anybody may call this.
     */
    post: operations['reportBounce'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/decisions': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * What was decided, and why, those on the newest stories first
     * @description Each is on one wording of one story for one subscription: whether to tell it, and the reason.
     *
     *     Needs the scope `alerts:read`.
     */
    get: operations['listDecisions'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/deliveries': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * List deliveries, newest first
     * @description Needs the scope `deliveries:read`.
     */
    get: operations['listDeliveries'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/deliveries/{id}': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * Read one delivery with every attempt
     * @description Needs the scope `deliveries:read`.
     */
    get: operations['readDelivery'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/deliveries/{id}/message': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * Read the message of a delivery as its target gets it
     * @description Tokens of links are masked: whoever holds one can act in its reader’s name.
     *
     *     Needs the scope `deliveries:read`.
     */
    get: operations['messageMessage'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/deliveries/{id}/send-again': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * Try a delivery again that was rejected, given up, cancelled or sent back
     * @description Needs the scope `deliveries:write`.
     */
    post: operations['sendDeliveryAgain'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/deliveries/send-again': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * Try all deliveries again that failed since a time, where their targets still take messages
     * @description Needs the scope `deliveries:write`.
     */
    post: operations['sendDeliveriesAgain'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/digests': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * List digests, newest first: what each told, and where it went
     * @description Needs the scope `alerts:read`.
     */
    get: operations['listDigests'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/digests/{id}': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * Read one digest
     * @description Needs the scope `alerts:read`.
     */
    get: operations['readDigest'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/entities': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * List entities and concepts with their surface forms
     * @description Needs the scope `topics:read`.
     */
    get: operations['listEntities'];
    put?: never;
    /**
     * Create an entity
     * @description Needs the scope `topics:write`.
     */
    post: operations['createEntity'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/entities/{id}': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * Read one entity
     * @description Needs the scope `topics:read`.
     */
    get: operations['readEntity'];
    put?: never;
    post?: never;
    /**
     * Delete an entity that no topic names
     * @description Needs the scope `topics:write`.
     */
    delete: operations['deleteEntity'];
    options?: never;
    head?: never;
    /**
     * Change an entity; topics that name it follow within two seconds
     * @description Needs the scope `topics:write`.
     */
    patch: operations['updateEntity'];
    trace?: never;
  };
  '/api/v1/entities/{id}/usage': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * Which topics name an entity, enabled or not
     * @description Needs the scope `topics:read`.
     */
    get: operations['usageEntity'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/events': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * List events, the latest first, with how many stories and sources tell of each
     * @description Needs the scope `stories:read`.
     */
    get: operations['listEvents'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/events/{id}': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * Read one event, with the stories that tell of it across sources
     * @description Needs the scope `stories:read`.
     */
    get: operations['readEvent'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/feed-notices': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * What the operator should know of feeds: gone, moved, failing, quiet, duplicate, items missed
     * @description Needs the scope `feeds:read`.
     */
    get: operations['listFeedNotices'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/feed-notices/{id}': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * Read one notice on a feed
     * @description Needs the scope `feeds:read`.
     */
    get: operations['readFeedNotice'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/feed-notices/{id}/clear': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * Put a notice away; it comes back if its reason does
     * @description Needs the scope `feeds:write`.
     */
    post: operations['clearFeedNotice'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/feeds': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * List feeds, with their polling state and health
     * @description Needs the scope `feeds:read`.
     */
    get: operations['listFeeds'];
    put?: never;
    /**
     * Add a feed; it is fetched at once
     * @description Needs the scope `feeds:write`.
     */
    post: operations['createFeed'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/feeds/{id}': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * Read one feed
     * @description Needs the scope `feeds:read`.
     */
    get: operations['readFeed'];
    put?: never;
    post?: never;
    /**
     * Delete a feed with its stories
     * @description Needs the scope `feeds:write`.
     */
    delete: operations['deleteFeed'];
    options?: never;
    head?: never;
    /**
     * Change a feed, or pause it
     * @description Needs the scope `feeds:write`.
     */
    patch: operations['updateFeed'];
    trace?: never;
  };
  '/api/v1/feeds/{id}/fetch': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * Fetch now, out of turn
     * @description Needs the scope `feeds:write`.
     */
    post: operations['fetchFeed'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/feeds/{id}/fetches': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * What fetching a feed came to, newest first; the same again and again is one entry
     * @description Needs the scope `feeds:read`.
     */
    get: operations['listFetches'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/feeds/{id}/moves': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * Changes of address that were taken over from the publisher, newest first
     * @description Needs the scope `feeds:read`.
     */
    get: operations['listFeedMoves'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/feeds/{id}/moves/{moveId}/undo': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * Fetch from the address from before again, for good
     * @description Needs the scope `feeds:write`.
     */
    post: operations['undoFeedMove'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/feeds/discover': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * Find the feeds of a site, given any page of it; nothing is stored
     * @description Needs the scope `feeds:write`.
     */
    post: operations['discoverFeeds'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/feeds/export': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * Download the feeds as OPML
     * @description Needs the scope `feeds:read`.
     */
    get: operations['exportFeeds'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/feeds/import': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * Add the feeds of an OPML file; what cannot be read is told line by line, and the rest is added
     * @description Needs the scope `feeds:write`.
     */
    post: operations['importFeeds'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/feeds/imports': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * List imports, with how far each is
     * @description Needs the scope `feeds:read`.
     */
    get: operations['listFeedImports'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/feeds/imports/{id}': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * Read one import: how many of its feeds have been fetched, and how many fail
     * @description Needs the scope `feeds:read`.
     */
    get: operations['readFeedImport'];
    put?: never;
    post?: never;
    /**
     * Forget an import and what became of its lines; its feeds stay
     * @description Needs the scope `feeds:write`.
     */
    delete: operations['deleteOpml'];
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/feeds/imports/{id}/lines': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * What became of each line, in the file’s order
     * @description Needs the scope `feeds:read`.
     */
    get: operations['listFeedImportLines'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/health': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * Whether this process can serve: for load balancers and container health checks
     * @description Anybody may call this.
     */
    get: operations['readHealth'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/live': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * Stories, alerts and deliveries as they come and change
     * @description Server-sent events. `event` is story, alert or delivery, and `data` the thing as its list shows it, when it came or changed:
     *     a story that a topic finds, an alert or an update of it, a delivery whose state is another. Several changes in a moment come as one.
     *     Send the last `id` back as Last-Event-ID, and nothing that came meanwhile is lost or told twice, whichever process answers.
     *     `event: reset` says that the id is unknown, or older than a day: load the lists anew; what comes from then on follows.
     *     Stories fetched, or reworded, more than an hour before a topic found them are not told: a changed topic finds old ones by the thousand.
     *     The connection ends when the session or the key does.
     *
     *     For whoever is signed in, and for every API key.
     */
    get: operations['followLive'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/mailbox': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * List the messages that the mailbox holds, newest first
     * @description Needs the scope `deliveries:read`.
     */
    get: operations['listMailboxMessages'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/mailbox/{id}': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * Read one message of the mailbox
     * @description Needs the scope `deliveries:read`.
     */
    get: operations['readMailboxMessage'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/matches': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * List what a topic found, or what found a story, with the evidence; the latest first
     * @description Needs the scope `stories:read`.
     */
    get: operations['listMatches'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/password-resets': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * Ask for a link to choose a new password; the answer is the same whether anybody has this address
     * @description Anybody may call this.
     */
    post: operations['requestPasswordReset'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/passwords': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * Choose a password by the token of a link; it works once, and ends every session of the person
     * @description Anybody may call this.
     */
    post: operations['setPassword'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/sample-wire': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    post?: never;
    /**
     * Remove the sample wire, with its stories and alerts
     * @description Needs the scope `feeds:write`.
     */
    delete: operations['deleteSampleWire'];
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/session': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * Who is signed in
     * @description For whoever is signed in, and for every API key.
     */
    get: operations['readSession'];
    put?: never;
    /**
     * Sign in; sets the session cookie
     * @description Anybody may call this.
     */
    post: operations['signIn'];
    /**
     * Sign out
     * @description Anybody may call this.
     */
    delete: operations['signOut'];
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/session/options': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * In which ways people can sign in here
     * @description Anybody may call this.
     */
    get: operations['optionsSession'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/sessions': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * List the places where you are signed in
     * @description For whoever is signed in, and for every API key.
     */
    get: operations['listOwnSessions'];
    put?: never;
    post?: never;
    /**
     * Sign out everywhere but here
     * @description For whoever is signed in, and for every API key.
     */
    delete: operations['deleteOwnSessionOthers'];
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/sessions/{id}': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * Read one of your sessions
     * @description For whoever is signed in, and for every API key.
     */
    get: operations['readOwnSession'];
    put?: never;
    post?: never;
    /**
     * Sign out in one place; it ends at once
     * @description For whoever is signed in, and for every API key.
     */
    delete: operations['deleteOwnSession'];
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/silences': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * List silences: those that hold now, those of one subscription, or all
     * @description Needs the scope `subscriptions:read`.
     */
    get: operations['listSilences'];
    put?: never;
    /**
     * For a while tell nothing on a topic, or from a feed, or on the one from the other
     * @description Needs the scope `subscriptions:write`.
     */
    post: operations['createSilence'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/silences/{id}': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * Read one silence
     * @description Needs the scope `subscriptions:read`.
     */
    get: operations['readSilence'];
    put?: never;
    post?: never;
    /**
     * Delete a silence; it ends at once
     * @description Needs the scope `subscriptions:write`.
     */
    delete: operations['deleteSilence'];
    options?: never;
    head?: never;
    /**
     * End a silence earlier or later, or say why it is there
     * @description Needs the scope `subscriptions:write`.
     */
    patch: operations['updateSilence'];
    trace?: never;
  };
  '/api/v1/statistics': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * How quick the last hour was, and what waits
     * @description For whoever is signed in, and for every API key.
     */
    get: operations['readStatistics'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/status': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * What is in use, and how much there is of everything
     * @description For whoever is signed in, and for every API key.
     */
    get: operations['readStatus'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/stories': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * List stories, newest first, with their matches and the evidence; or search them
     * @description With `q` the stories in which the matcher finds the query, with the places. A search that finds little looks through a part of the archive at a time: a page may be short, even empty, while `nextCursor` is there. With `similar` the order is by likeness.
     *
     *     Needs the scope `stories:read`.
     */
    get: operations['listStories'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/stories/{id}': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * Read one story, with its earlier wordings
     * @description Needs the scope `stories:read`.
     */
    get: operations['readStory'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/stories/{id}/decisions': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * What was decided on a story for each subscription, and why
     * @description Needs the scope `alerts:read`.
     */
    get: operations['onDecisionStory'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/stories/{id}/why': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * Why a subscription was told of a story, or was not, stage by stage
     * @description Needs the scope `alerts:read`.
     */
    get: operations['explainWhy'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/stories/export': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * Download all stories that filters and query let through, newest first
     * @description As JSON Lines, a story a line as lists show it; or as CSV, in UTF-8 with a byte order mark, where what a spreadsheet would take for a formula has an apostrophe before it. Stories that come in meanwhile are not in it.
     *
     *     Needs the scope `stories:read`.
     */
    get: operations['exportStoryExport'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/subscribers': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * List subscribers
     * @description Needs the scope `subscriptions:read`.
     */
    get: operations['listSubscribers'];
    put?: never;
    /**
     * Create a subscriber
     * @description Needs the scope `subscriptions:write`.
     */
    post: operations['createSubscriber'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/subscribers/{id}': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * Read one subscriber
     * @description Needs the scope `subscriptions:read`.
     */
    get: operations['readSubscriber'];
    put?: never;
    post?: never;
    /**
     * Delete a subscriber with its targets and subscriptions
     * @description Needs the scope `subscriptions:write`.
     */
    delete: operations['deleteSubscriber'];
    options?: never;
    head?: never;
    /**
     * Change a subscriber
     * @description Needs the scope `subscriptions:write`.
     */
    patch: operations['updateSubscriber'];
    trace?: never;
  };
  '/api/v1/subscribers/export': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * Download the subscribers with their email addresses and subscriptions as CSV, to be imported again
     * @description Needs the scope `subscriptions:read`.
     */
    get: operations['exportSubscriberCsv'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/subscribers/import': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * Take in subscribers by a CSV file, each with an email address and a subscription
     * @description Columns: name, kind, locale, time_zone, email, subscription, topics, cadence, digest_time, digest_weekday, quiet_from, quiet_until; email must be there. A subscriber is known by the email address; what is there already stays as it is. Each new address gets a mail to confirm it.
     *
     *     Needs the scope `subscriptions:write`.
     */
    post: operations['importSubscriberCsv'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/subscriptions': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * List subscriptions
     * @description Needs the scope `subscriptions:read`.
     */
    get: operations['listSubscriptions'];
    put?: never;
    /**
     * Subscribe someone to topics, to a query of their own, or to both
     * @description A story counts when a topic or the own query finds it. The query is live within two seconds.
     *
     *     Needs the scope `subscriptions:write`.
     */
    post: operations['createSubscription'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/subscriptions/{id}': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * Read one subscription
     * @description Needs the scope `subscriptions:read`.
     */
    get: operations['readSubscription'];
    put?: never;
    post?: never;
    /**
     * Delete a subscription with its own query
     * @description Needs the scope `subscriptions:write`.
     */
    delete: operations['deleteSubscription'];
    options?: never;
    head?: never;
    /**
     * Change, pause, mute or stop a subscription; a new query makes a new version of it
     * @description Needs the scope `subscriptions:write`.
     */
    patch: operations['updateSubscription'];
    trace?: never;
  };
  '/api/v1/targets': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * List targets; secrets are masked
     * @description Needs the scope `subscriptions:read`.
     */
    get: operations['listTargets'];
    put?: never;
    /**
     * Create a target
     * @description Email gets a confirmation link; Slack and webhooks get a test message, and are active once it was accepted.
     *
     *     Needs the scope `subscriptions:write`.
     */
    post: operations['createTarget'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/targets/{id}': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * Read one target
     * @description Needs the scope `subscriptions:read`.
     */
    get: operations['readTarget'];
    put?: never;
    post?: never;
    /**
     * Delete a target
     * @description Needs the scope `subscriptions:write`.
     */
    delete: operations['deleteTarget'];
    options?: never;
    head?: never;
    /**
     * Disable a target, or make a disabled one active again
     * @description Needs the scope `subscriptions:write`.
     */
    patch: operations['updateTarget'];
    trace?: never;
  };
  '/api/v1/targets/{id}/confirmation': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * Send the confirmation or test message again
     * @description Needs the scope `subscriptions:write`.
     */
    post: operations['requestTargetConfirmation'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/topics': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * List topics
     * @description Needs the scope `topics:read`.
     */
    get: operations['listTopics'];
    put?: never;
    /**
     * Create a topic; its query is checked, live within two seconds, and matched against the archive
     * @description Needs the scope `topics:write`.
     */
    post: operations['createTopic'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/topics/{id}': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * Read one topic
     * @description Needs the scope `topics:read`.
     */
    get: operations['readTopic'];
    put?: never;
    post?: never;
    /**
     * Delete a topic with its matches
     * @description Needs the scope `topics:write`.
     */
    delete: operations['deleteTopic'];
    options?: never;
    head?: never;
    /**
     * Change a topic; a new query makes a new version, and is matched against the archive
     * @description Needs the scope `topics:write`.
     */
    patch: operations['updateTopic'];
    trace?: never;
  };
  '/api/v1/topics/{id}/feed-links': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * Get the addresses by which a news reader follows a topic
     * @description Needs the scope `topics:read`.
     */
    get: operations['linksTopicFeed'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/topics/{id}/feed.atom': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * Read a topic's latest stories as an Atom feed
     * @description Anybody may call this.
     */
    get: operations['atomTopicFeed'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/topics/{id}/feed.json': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * Read a topic's latest stories as a JSON feed
     * @description Anybody may call this.
     */
    get: operations['jsonTopicFeed'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/topics/{id}/rematch': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * How far the topic’s latest re-match of the archive is, and what came of it
     * @description Needs the scope `topics:read`.
     */
    get: operations['readRematch'];
    put?: never;
    /**
     * Match the archive against the topic again, unless that is under way; nobody is alerted
     * @description Needs the scope `topics:write`.
     */
    post: operations['startRematch'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/topics/{id}/rematches': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * List the topic’s re-matches of the archive, newest first; those of a month ago are forgotten
     * @description Needs the scope `topics:read`.
     */
    get: operations['listRematches'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/topics/{id}/versions': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * List the queries that a topic has had, newest first, with what changed in each
     * @description Needs the scope `topics:read`.
     */
    get: operations['listTopicVersions'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/topics/{id}/versions/{version}/restore': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * Give a topic the query of an earlier version: that makes a new version, which is checked and matched as any other
     * @description Needs the scope `topics:write`.
     */
    post: operations['restoreTopicVersion'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/topics/preview': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * Run a draft over the stored stories, newest first, for at most some ten seconds: what it would have found
     * @description One runs at a time, and a few wait their turn; beyond them the answer is 429. Nothing is stored, and nobody is told. Where the time did not last for the whole range, `complete` is false and `reachedAt` says how far back it led.
     *
     *     Needs the scope `topics:read`.
     */
    post: operations['previewPreview'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/topics/test': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * Try a query on a text: the evidence, or the first clause that fails
     * @description Needs the scope `topics:read`.
     */
    post: operations['testQuery'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/topics/validate': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * Read a query: its normal form, or every error with its place
     * @description Needs the scope `topics:read`.
     */
    post: operations['validateQuery'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/users': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * List the people of the desk
     * @description Needs the scope `admin:read`.
     */
    get: operations['listUsers'];
    put?: never;
    /**
     * Invite a person: they are sent a link by which they choose a password
     * @description Needs the scope `admin:write`.
     */
    post: operations['createUser'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/users/{id}': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * Read a person of the desk
     * @description Needs the scope `admin:read`.
     */
    get: operations['readUser'];
    put?: never;
    post?: never;
    /**
     * Remove a person; they are signed out at once. API keys that they made stay
     * @description Needs the scope `admin:write`.
     */
    delete: operations['deleteUser'];
    options?: never;
    head?: never;
    /**
     * Change the name or the role of a person, or disable them; a disabled person is signed out at once
     * @description Needs the scope `admin:write`.
     */
    patch: operations['updateUser'];
    trace?: never;
  };
  '/api/v1/users/{id}/invitation': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * Send a person a new link by which they choose a password
     * @description Needs the scope `admin:write`.
     */
    post: operations['inviteUser'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
}
export type webhooks = Record<string, never>;
export interface components {
  schemas: {
    Account: {
      email: string;
      hasPassword: boolean;
      /** Format: uuid */
      id: string;
      name: string;
      role: components['schemas']['Role'];
    };
    Alert: {
      /** Format: date-time */
      createdAt: string;
      deliveries: {
        /** Format: uuid */
        id: string;
        kind: components['schemas']['DeliveryKind'];
        lastReason: string | null;
        state: components['schemas']['DeliveryState'];
        target: {
          /** Format: uuid */
          id: string;
          /** @enum {string} */
          kind: 'email' | 'slack' | 'webhook' | 'mailbox';
          label: string;
        };
        updateId: string | null;
      }[];
      digestId: string | null;
      /** Format: uuid */
      eventId: string;
      /** Format: uuid */
      id: string;
      story: {
        id: string | null;
        isSample: boolean;
        title: string;
        url: string | null;
      };
      subscription: {
        /** Format: uuid */
        id: string;
        name: string;
      };
      topics: {
        /** Format: uuid */
        id: string;
        name: string;
        slug: string;
      }[];
      /** Format: date-time */
      updatedAt: string;
      updates: {
        /** Format: date-time */
        createdAt: string;
        /** Format: uuid */
        id: string;
        /** @enum {string} */
        kind: 'development' | 'correction' | 'retraction';
        story: {
          id: string | null;
          title: string;
          url: string | null;
        };
      }[];
    };
    AlertPage: {
      items: components['schemas']['Alert'][];
      nextCursor: string | null;
      total?: number;
    };
    ApiKey: {
      /** Format: date-time */
      createdAt: string;
      /** @description The person who made it; null where they are gone, or another key made it */
      createdBy: string | null;
      expiresAt: string | null;
      /** @description Its first letters */
      hint: string;
      /** Format: uuid */
      id: string;
      /** @description To the minute */
      lastUsedAt: string | null;
      name: string;
      scopes: components['schemas']['Scope'][];
    };
    ApiKeyPage: {
      items: components['schemas']['ApiKey'][];
      nextCursor: string | null;
      total?: number;
    };
    AuditEntry: {
      action: string;
      actor: {
        id: string | null;
        /** @enum {string} */
        kind: 'user' | 'api-key' | 'link' | 'anyone';
        name: string;
      };
      address: string;
      after: unknown;
      /** Format: date-time */
      at: string;
      before: unknown;
      /** Format: uuid */
      id: string;
      noun: string;
      requestId: string;
      status: number | null;
      subjectId: string | null;
    };
    AuditPage: {
      items: components['schemas']['AuditEntry'][];
      nextCursor: string | null;
      total?: number;
    };
    BounceResult: {
      /** Format: uuid */
      deliveryId?: string;
      /** @description The delivery is marked as bounced, its target disabled */
      isFinal?: boolean;
      /** @enum {string} */
      outcome: 'recorded' | 'known' | 'ignored';
      /**
       * @description Why it was ignored
       * @enum {string}
       */
      reason?: 'auto-reply' | 'not-a-report' | 'delivered' | 'names-no-delivery' | 'unknown-delivery';
      /**
       * @description Enhanced status code (RFC 3463)
       * @example 5.1.1
       */
      status?: string;
    };
    /** @enum {string} */
    Cadence: 'immediate' | 'hourly' | 'daily' | 'weekly';
    ChangePassword: {
      currentPassword: string;
      /** @description 12 to 200 characters */
      newPassword: string;
    };
    CreateApiKey: {
      /** @default null */
      expiresAt: string | null;
      name: string;
      scopes: components['schemas']['Scope'][];
    };
    CreatedApiKey: {
      /** Format: date-time */
      createdAt: string;
      /** @description The person who made it; null where they are gone, or another key made it */
      createdBy: string | null;
      expiresAt: string | null;
      /** @description Its first letters */
      hint: string;
      /** Format: uuid */
      id: string;
      /** @description To the minute */
      lastUsedAt: string | null;
      name: string;
      scopes: components['schemas']['Scope'][];
      /** @description Send it as a bearer token. It is shown only here */
      token: string;
    };
    CreateEntity: {
      forms: {
        [key: string]: components['schemas']['EntityForm'][];
      };
      kind: components['schemas']['EntityKind'];
      name: string;
      slug: string;
    };
    CreateFeed: {
      country?: string | null;
      fullText?: boolean;
      intervalMs?: number | null;
      language?: string | null;
      siteUrl?: string | null;
      sourceKind?: components['schemas']['SourceKind'];
      title?: string;
      /** Format: uri */
      url: string;
    };
    CreateSilence: {
      /** @default  */
      comment: string;
      /** Format: date-time */
      endsAt: string;
      /** @default null */
      feedId: string | null;
      /** Format: date-time */
      startsAt?: string;
      /** @default null */
      subscriptionId: string | null;
      /** @default null */
      topicId: string | null;
    };
    CreateSubscriber: {
      isOperator?: boolean;
      /** @enum {string} */
      kind?: 'person' | 'team';
      locale?: string;
      name: string;
      timeZone?: string;
    };
    CreateSubscription: {
      cadence?: components['schemas']['Cadence'];
      digestTime?: string;
      digestWeekday?: number;
      feedIds?: string[];
      languages?: string[];
      maxPerHour?: number | null;
      minimumScore?: number;
      minimumSources?: number;
      mutedUntil?: string | null;
      name: string;
      query?: string | null;
      quietHours?: {
        from: string;
        until: string;
      } | null;
      sourceKinds?: components['schemas']['SourceKind'][];
      state?: components['schemas']['SubscriptionState'];
      /** Format: uuid */
      subscriberId: string;
      targetIds?: string[];
      topicIds?: string[];
      updatePolicy?: components['schemas']['UpdatePolicy'];
    };
    CreateTarget: {
      /** @default {} */
      address: {
        [key: string]: unknown;
      };
      kind: components['schemas']['TargetKind'];
      /** Format: uuid */
      subscriberId: string;
    };
    CreateTopic: {
      description?: string;
      enabled?: boolean;
      name: string;
      query: string;
      slug: string;
    };
    Decision: {
      alertId: string | null;
      /** Format: date-time */
      decidedAt: string;
      digestDueAt: string | null;
      digestId: string | null;
      reason: string;
      story: {
        /** Format: uuid */
        id: string;
        title: string;
      };
      storyRevision: number;
      subscription: {
        /** Format: uuid */
        id: string;
        name: string;
      };
      text: string;
      /** @enum {string} */
      verdict: 'notify' | 'update' | 'hold';
    };
    DecisionPage: {
      items: components['schemas']['Decision'][];
      nextCursor: string | null;
      total?: number;
    };
    Decisions: {
      items: components['schemas']['Decision'][];
    };
    Delivery: {
      /** @description Of an alert, an update or an edit. The title is as it was told; the id is null when the story was deleted since. */
      alert: {
        /** Format: uuid */
        id: string;
        story: {
          id: string | null;
          title: string;
        };
      } | null;
      attemptCount: number;
      /** Format: date-time */
      createdAt: string;
      digestId: string | null;
      /** @description Waits for others to the same target to end */
      heldBack: boolean;
      /** Format: uuid */
      id: string;
      kind: components['schemas']['DeliveryKind'];
      lastDetail: string | null;
      lastReason: string | null;
      /** Format: date-time */
      nextAttemptAt: string;
      noticeId: string | null;
      /** @description What the receiver calls the message */
      reference: string | null;
      sentAt: string | null;
      state: components['schemas']['DeliveryState'];
      target: {
        /** Format: uuid */
        id: string;
        kind: components['schemas']['TargetKind'];
        label: string;
      };
      updateId: string | null;
    };
    /** @enum {string} */
    DeliveryKind: 'alert' | 'update' | 'edit' | 'digest' | 'confirmation' | 'notice';
    /** @description In the form of the target’s channel; the others are null */
    DeliveryMessage: {
      /** Format: uuid */
      deliveryId: string;
      email: {
        headers: {
          [key: string]: string;
        };
        html: string;
        subject: string;
        text: string;
      } | null;
      slack: {
        blocks: {
          [key: string]: unknown;
        }[];
        text: string;
      } | null;
      targetKind: components['schemas']['TargetKind'];
      /** @description Without the headers that sign it */
      webhook: {
        body: {
          [key: string]: unknown;
        };
        headers: {
          [key: string]: string;
        };
      } | null;
    };
    DeliveryPage: {
      items: components['schemas']['Delivery'][];
      nextCursor: string | null;
      total?: number;
    };
    /** @enum {string} */
    DeliveryState: 'pending' | 'sending' | 'sent' | 'rejected' | 'dead' | 'cancelled' | 'bounced';
    DeliveryWithAttempts: {
      /** @description Of an alert, an update or an edit. The title is as it was told; the id is null when the story was deleted since. */
      alert: {
        /** Format: uuid */
        id: string;
        story: {
          id: string | null;
          title: string;
        };
      } | null;
      attemptCount: number;
      attempts: {
        detail: string | null;
        endedAt: string | null;
        number: number;
        outcome: string | null;
        reason: string | null;
        /** Format: date-time */
        startedAt: string;
      }[];
      /** @description Reports that a mail which a server took did not reach its reader, earliest first */
      bounces: {
        detail: string;
        /** Format: uuid */
        id: string;
        isFinal: boolean;
        /** Format: date-time */
        receivedAt: string;
        /** @description Enhanced status code, such as 5.1.1 (RFC 3463) */
        status: string;
      }[];
      /** Format: date-time */
      createdAt: string;
      digestId: string | null;
      /** @description Waits for others to the same target to end */
      heldBack: boolean;
      /** Format: uuid */
      id: string;
      kind: components['schemas']['DeliveryKind'];
      lastDetail: string | null;
      lastReason: string | null;
      /** Format: date-time */
      nextAttemptAt: string;
      noticeId: string | null;
      /** @description What the receiver calls the message */
      reference: string | null;
      sentAt: string | null;
      state: components['schemas']['DeliveryState'];
      target: {
        /** Format: uuid */
        id: string;
        kind: components['schemas']['TargetKind'];
        label: string;
      };
      updateId: string | null;
    };
    Digest: {
      /** Format: date-time */
      createdAt: string;
      deliveries: {
        /** Format: uuid */
        id: string;
        lastReason: string | null;
        state: components['schemas']['DeliveryState'];
        target: {
          /** Format: uuid */
          id: string;
          /** @enum {string} */
          kind: 'email' | 'slack' | 'webhook' | 'mailbox';
          label: string;
        };
      }[];
      /** Format: date-time */
      dueAt: string;
      /** Format: uuid */
      id: string;
      /** @description Events beyond the most that one digest holds */
      leftOut: number;
      subscription: {
        /** Format: uuid */
        id: string;
        name: string;
      };
      /** @description As it was told: each event once, under the topic that it matches best */
      topics: {
        events: {
          /** Format: uuid */
          alertId: string;
          /** @description False where the event was told before, and only its updates are new */
          isNew: boolean;
          story: {
            /** @description Null when the story was deleted since */
            id: string | null;
            isSample: boolean;
            sourceName: string;
            title: string;
            url: string | null;
          };
          updates: {
            /** @enum {string} */
            kind: 'development' | 'correction' | 'retraction';
            sourceName: string;
            title: string;
            url: string | null;
          }[];
        }[];
        name: string;
        slug: string;
      }[];
    };
    DigestPage: {
      items: components['schemas']['Digest'][];
      nextCursor: string | null;
      total?: number;
    };
    DiscoverFeeds: {
      /** Format: uri */
      url: string;
    };
    Discovery: {
      feeds: {
        alreadyThere: string | null;
        finalUrl: string;
        /** @enum {string} */
        format: 'rss' | 'rdf' | 'atom' | 'json' | 'sitemap';
        itemCount: number;
        newestItemAt: string | null;
        title: string;
        url: string;
      }[];
      tried: {
        outcome: string;
        url: string;
      }[];
    };
    Enclosure: {
      length?: number;
      type?: string;
      url: string;
    };
    Entity: {
      /** Format: date-time */
      createdAt: string;
      forms: {
        [key: string]: components['schemas']['EntityForm'][];
      };
      /** Format: uuid */
      id: string;
      kind: components['schemas']['EntityKind'];
      name: string;
      slug: string;
      /** Format: date-time */
      updatedAt: string;
    };
    EntityForm: {
      compound?: boolean;
      exactCase?: boolean;
      inflect?: boolean;
      prefix?: boolean;
      text: string;
    };
    /** @enum {string} */
    EntityKind: 'person' | 'place' | 'organization' | 'treaty' | 'weapon' | 'concept';
    EntityPage: {
      items: components['schemas']['Entity'][];
      nextCursor: string | null;
      total?: number;
    };
    EntityUsage: {
      /** @description Subscriptions whose own query names it */
      ownQueries: number;
      topics: {
        enabled: boolean;
        /** Format: uuid */
        id: string;
        name: string;
        slug: string;
      }[];
    };
    Event: {
      /** Format: date-time */
      firstSeenAt: string;
      /** Format: uuid */
      id: string;
      languages: string[];
      sourceCount: number;
      storyCount: number;
      title: string;
      topics: {
        /** Format: uuid */
        id: string;
        name: string;
        slug: string;
      }[];
    };
    EventPage: {
      items: components['schemas']['Event'][];
      nextCursor: string | null;
      total?: number;
    };
    EventWithStories: {
      /** Format: date-time */
      firstSeenAt: string;
      /** Format: uuid */
      id: string;
      languages: string[];
      sourceCount: number;
      stories: {
        feed: {
          /** Format: uuid */
          id: string;
          sourceKind: components['schemas']['SourceKind'];
          title: string;
        };
        /** Format: date-time */
        fetchedAt: string;
        /** Format: uuid */
        id: string;
        language: string | null;
        likeness: number | null;
        likeStoryId: string | null;
        publishedAt: string | null;
        role: ('first' | 'copy' | 'development' | 'correction' | 'retraction') | null;
        title: string;
        topics: {
          /** Format: uuid */
          id: string;
          name: string;
          slug: string;
        }[];
        url: string | null;
      }[];
      storyCount: number;
      title: string;
      topics: {
        /** Format: uuid */
        id: string;
        name: string;
        slug: string;
      }[];
    };
    Evidence: {
      clause: string;
      end: number;
      entity?: string;
      /** @enum {string} */
      field: 'title' | 'text';
      form: string;
      language?: string;
      start: number;
    };
    FacetCounts: {
      count: number;
      name: string | null;
      value: string | null;
    }[];
    Feed: {
      consecutiveFailures: number;
      country: string | null;
      /** Format: date-time */
      createdAt: string;
      duplicateOfId: string | null;
      finalUrl: string | null;
      fullText: boolean;
      /** Format: uuid */
      id: string;
      intervalMs: number | null;
      isSample: boolean;
      language: string | null;
      lastError: string | null;
      lastFetchedAt: string | null;
      lastOutcome: string | null;
      lastSuccessAt: string | null;
      newestItemAt: string | null;
      /** Format: date-time */
      nextFetchAt: string;
      nextFetchReason: string | null;
      publicationGapMs: number | null;
      siteUrl: string | null;
      sourceKind: components['schemas']['SourceKind'];
      /** @enum {string} */
      state: 'active' | 'paused' | 'gone' | 'duplicate';
      storyCount: number;
      title: string;
      url: string;
      validatorsWork: boolean | null;
    };
    FeedMove: {
      fromUrl: string;
      /** Format: uuid */
      id: string;
      /** Format: date-time */
      movedAt: string;
      toUrl: string;
      undoneAt: string | null;
    };
    FeedMovePage: {
      items: components['schemas']['FeedMove'][];
      nextCursor: string | null;
      total?: number;
    };
    FeedNotice: {
      clearedAt: string | null;
      feed: {
        /** Format: uuid */
        id: string;
        title: string;
        url: string;
      };
      /** Format: uuid */
      id: string;
      /** @enum {string} */
      kind: 'gone' | 'moved' | 'duplicate' | 'missed-items' | 'quiet' | 'failing';
      message: string;
      /** Format: date-time */
      raisedAt: string;
    };
    FeedNoticePage: {
      items: components['schemas']['FeedNotice'][];
      nextCursor: string | null;
      total?: number;
    };
    FeedPage: {
      items: components['schemas']['Feed'][];
      nextCursor: string | null;
      total?: number;
    };
    Fetch: {
      bytes: number | null;
      changedCount: number | null;
      durationMs: number;
      finalUrl: string | null;
      /** Format: date-time */
      firstAt: string;
      /** Format: uuid */
      id: string;
      itemCount: number | null;
      /** Format: date-time */
      lastAt: string;
      message: string | null;
      newCount: number | null;
      outcome: string;
      status: number | null;
      times: number;
    };
    FetchPage: {
      items: components['schemas']['Fetch'][];
      nextCursor: string | null;
      total?: number;
    };
    Found: {
      end: number;
      /** @enum {string} */
      field: 'title' | 'text';
      start: number;
      term: string;
    };
    Health: {
      /** @enum {string} */
      status: 'ok';
      version: string;
    };
    Invitation: {
      /** Format: date-time */
      expiresAt: string;
      /** @description Where they choose a password; null where it was sent to them by mail. It is shown only here */
      link: string | null;
    };
    InvitedUser: {
      /** Format: date-time */
      createdAt: string;
      disabled: boolean;
      email: string;
      /** @description Whether they have signed in through the identity provider */
      hasIdentity: boolean;
      hasPassword: boolean;
      /** Format: uuid */
      id: string;
      invitation: components['schemas']['Invitation'];
      /** @description Whether they have no way to sign in yet */
      invited: boolean;
      lastSignInAt: string | null;
      /** @description After wrong passwords; a new password ends it */
      lockedUntil: string | null;
      name: string;
      role: components['schemas']['Role'];
    };
    InviteUser: {
      /** Format: email */
      email: string;
      name: string;
      role: components['schemas']['Role'];
    };
    ListedStory: {
      articleFailure: string | null;
      articleState: ('wanted' | 'read' | 'failed') | null;
      author: string | null;
      categories: string[];
      enclosures: components['schemas']['Enclosure'][];
      eventId: string | null;
      feed: {
        /** Format: uuid */
        id: string;
        isSample: boolean;
        sourceKind: components['schemas']['SourceKind'];
        title: string;
      };
      /** Format: date-time */
      fetchedAt: string;
      found?: components['schemas']['Found'][];
      /** Format: uuid */
      id: string;
      language: string | null;
      likeness?: number;
      matches: {
        evidence: components['schemas']['Evidence'][];
        score: number;
        topic: {
          /** Format: uuid */
          id: string;
          name: string;
          slug: string;
        };
      }[];
      publishedAt: string | null;
      revision: number;
      text: string;
      title: string;
      url: string | null;
    };
    MailboxMessage: {
      /** Format: uuid */
      deliveryId: string;
      from: string;
      headers: {
        [key: string]: string;
      };
      html: string;
      /** Format: uuid */
      id: string;
      /** Format: date-time */
      receivedAt: string;
      subject: string;
      text: string;
      to: string;
    };
    MailboxPage: {
      items: components['schemas']['MailboxMessage'][];
      nextCursor: string | null;
      total?: number;
    };
    Match: {
      evidence: components['schemas']['Evidence'][];
      /** Format: date-time */
      matchedAt: string;
      score: number;
      story: {
        /** Format: uuid */
        id: string;
        title: string;
        url: string | null;
      };
      storyRevision: number;
      topic: {
        /** Format: uuid */
        id: string;
        name: string;
        slug: string;
      };
      topicVersion: number;
    };
    MatchPage: {
      items: components['schemas']['Match'][];
      nextCursor: string | null;
      total?: number;
    };
    OpmlImport: {
      added: number;
      alreadyThere: number;
      /** Format: date-time */
      createdAt: string;
      errors: number;
      failing: number;
      fetched: number;
      /** Format: uuid */
      id: string;
      name: string;
      total: number;
    };
    OpmlImportLine: {
      feedId: string | null;
      line: number | null;
      message: string | null;
      number: number;
      outcome: components['schemas']['OpmlImportOutcome'];
      title: string | null;
      url: string | null;
    };
    OpmlImportLinePage: {
      items: components['schemas']['OpmlImportLine'][];
      nextCursor: string | null;
    };
    /** @enum {string} */
    OpmlImportOutcome: 'added' | 'already-there' | 'error';
    OpmlImportPage: {
      items: components['schemas']['OpmlImport'][];
      nextCursor: string | null;
      total?: number;
    };
    OwnSession: {
      /** Format: date-time */
      createdAt: string;
      /** Format: date-time */
      expiresAt: string;
      /** Format: uuid */
      id: string;
      isCurrent: boolean;
      /** Format: date-time */
      lastSeenAt: string;
      userAgent: string;
    };
    OwnSessionPage: {
      items: components['schemas']['OwnSession'][];
      nextCursor: string | null;
      total?: number;
    };
    /** @description In milliseconds; null where nothing took the step */
    Percentiles: {
      count: number;
      p50: number;
      p95: number;
      p99: number;
    } | null;
    PreviewFind: {
      evidence: components['schemas']['Evidence'][];
      score: number;
      story: components['schemas']['PreviewStory'];
    };
    PreviewLoss: {
      /** @description Of the draft: the first that fails */
      clause: string;
      nearest: {
        end: number;
        /** @enum {string} */
        field: 'title' | 'text';
        start: number;
        text: string;
      }[];
      /** @description The same in a sentence */
      reason: string;
      story: components['schemas']['PreviewStory'];
    };
    PreviewStory: {
      feed: {
        /** Format: uuid */
        id: string;
        title: string;
      };
      /** Format: date-time */
      fetchedAt: string;
      /** Format: uuid */
      id: string;
      language: string | null;
      publishedAt: string | null;
      /** @description Offsets of the evidence count in it */
      text: string;
      title: string;
      url: string | null;
    };
    PreviewTopic: {
      /**
       * Format: date-time
       * @description Stories fetched from then on; all, unless told
       */
      from?: string;
      /**
       * @description Of stories to look at
       * @default 1000000
       */
      limit: number;
      query: string;
      /**
       * @description Whose days are counted by
       * @default UTC
       */
      timeZone: string;
      /**
       * Format: date-time
       * @description And before then; now, unless told
       */
      to?: string;
      /**
       * Format: uuid
       * @description To compare with what this topic’s saved query finds
       */
      topicId?: string;
    };
    Problem: {
      detail?: string;
      errors?: {
        message: string;
        path: string;
      }[];
      requestId: string;
      status: number;
      title: string;
      type: string;
    };
    QueryError: {
      code: string;
      column: number;
      expected: string;
      found: string;
      length: number;
      line: number;
      message: string;
      offset: number;
      suggestion?: string;
    };
    QueryTrial:
      | {
          errors: components['schemas']['QueryError'][];
          /** @enum {string} */
          outcome: 'invalid';
        }
      | {
          evidence: {
            clause: string;
            end: number;
            entity?: string;
            /** @enum {string} */
            field: 'title' | 'text';
            form: string;
            start: number;
          }[];
          /** @enum {string} */
          outcome: 'matches';
          score: number;
        }
      | {
          clause: string;
          nearest: {
            end: number;
            /** @enum {string} */
            field: 'title' | 'text';
            start: number;
            text: string;
          }[];
          /** @enum {string} */
          outcome: 'does-not-match';
          reason: string;
        };
    QueryValidation:
      | {
          normalForm: string;
          /** @enum {boolean} */
          valid: true;
        }
      | {
          errors: components['schemas']['QueryError'][];
          /** @enum {boolean} */
          valid: false;
        };
    Rematch: {
      done: number;
      failure: string | null;
      finishedAt: string | null;
      gained: number;
      /** Format: uuid */
      id: string;
      lost: number;
      /** Format: date-time */
      plannedAt: string;
      /** @enum {string} */
      reason: 'new-topic' | 'query-changed' | 'entities-changed' | 'topic-enabled' | 'topic-disabled' | 'by-hand';
      startedAt: string | null;
      /** @enum {string} */
      state: 'waiting' | 'running' | 'done' | 'superseded' | 'failed';
      /** Format: uuid */
      topicId: string;
      topicVersion: number;
      total: number;
    };
    RematchPage: {
      items: components['schemas']['Rematch'][];
      nextCursor: string | null;
      total?: number;
    };
    RequestPasswordReset: {
      /** Format: email */
      email: string;
    };
    /** @enum {string} */
    Role: 'admin' | 'editor' | 'viewer';
    /**
     * @description What an API key may do
     * @enum {string}
     */
    Scope:
      | 'feeds:read'
      | 'feeds:write'
      | 'stories:read'
      | 'topics:read'
      | 'topics:write'
      | 'subscriptions:read'
      | 'subscriptions:write'
      | 'alerts:read'
      | 'deliveries:read'
      | 'deliveries:write'
      | 'admin:read'
      | 'admin:write';
    SendAgainRequest: {
      /**
       * Format: date-time
       * @description Deliveries made then, or later
       */
      since: string;
      /**
       * @default [
       *       "dead",
       *       "rejected"
       *     ]
       */
      states: ('rejected' | 'dead' | 'cancelled' | 'bounced')[];
      /** Format: uuid */
      targetId?: string;
    };
    SentAgain: {
      count: number;
    };
    Session: {
      scopes: components['schemas']['Scope'][];
      user: {
        email: string;
        /** Format: uuid */
        id: string;
        name: string;
        role: components['schemas']['Role'];
      };
    };
    SetPassword: {
      /** @description 12 to 200 characters */
      password: string;
      token: string;
    };
    SignIn: {
      /** Format: email */
      email: string;
      password: string;
    };
    SignInOptions: {
      /** @description Whether GET /session/oidc leads to an identity provider */
      oidc: boolean;
      /** @description Whether an email address and a password are taken */
      password: boolean;
    };
    Silence: {
      comment: string;
      /** Format: date-time */
      createdAt: string;
      /** Format: date-time */
      endsAt: string;
      feedId: string | null;
      /** Format: uuid */
      id: string;
      /** Format: date-time */
      startsAt: string;
      /** @enum {string} */
      state: 'pending' | 'active' | 'ended';
      subscriptionId: string | null;
      topicId: string | null;
    };
    SilencePage: {
      items: components['schemas']['Silence'][];
      nextCursor: string | null;
      total?: number;
    };
    /** @enum {string} */
    SourceKind: 'wire' | 'state-media' | 'official' | 'independent';
    Statistics: {
      database: {
        bytes: number;
        /** @description The last one that was applied */
        migration: string | null;
        version: string;
      };
      /** Format: date-time */
      from: string;
      latencies: {
        fetchedToMatched: components['schemas']['Percentiles'];
        /** @description From the story to the first message that told of it */
        fetchedToSent: components['schemas']['Percentiles'];
        /** @description Of stories that a topic found */
        matchedToDecided: components['schemas']['Percentiles'];
        /** @description By the publisher’s own dates; without what stood in a new feed before */
        publishedToFetched: components['schemas']['Percentiles'];
        /** @description Of messages of every kind that were sent */
        queuedToSent: components['schemas']['Percentiles'];
      };
      /** @description Jobs by state */
      queues: {
        [key: string]: {
          [key: string]: number;
        };
      };
      throughput: {
        alerts: number;
        failed: number;
        /** @description Of these, found by a topic */
        found: number;
        /** @description Of the messages made in this time */
        sent: number;
        stories: number;
      };
      /** Format: date-time */
      to: string;
      versions: {
        node: string;
        wirewatch: string;
      };
      /** @description Steps for which work waits; the longest wait first */
      waiting: components['schemas']['WaitingWork'][];
    };
    Status: {
      counts: {
        alerts: number;
        deliveries: number;
        feeds: number;
        matches: number;
        stories: number;
      };
      /** @enum {string} */
      email: 'smtp' | 'mailbox';
      /** @description Which of the counts are estimates, being too large to be counted each time */
      estimated: ('feeds' | 'stories' | 'matches' | 'alerts' | 'deliveries')[];
      /** @enum {string} */
      queueBackend: 'redis' | 'postgresql';
      queues: {
        [key: string]: {
          [key: string]: number;
        };
      };
      sampleWire: boolean;
      version: string;
    };
    StoryPage: {
      complete?: boolean;
      facets?: {
        day?: components['schemas']['FacetCounts'];
        language?: components['schemas']['FacetCounts'];
        source?: components['schemas']['FacetCounts'];
        sourceKind?: components['schemas']['FacetCounts'];
        topic?: components['schemas']['FacetCounts'];
      };
      items: components['schemas']['ListedStory'][];
      nextCursor: string | null;
      total?: number;
    };
    StoryWithRevisions: {
      articleFailure: string | null;
      articleState: ('wanted' | 'read' | 'failed') | null;
      author: string | null;
      categories: string[];
      enclosures: components['schemas']['Enclosure'][];
      eventId: string | null;
      feed: {
        /** Format: uuid */
        id: string;
        isSample: boolean;
        sourceKind: components['schemas']['SourceKind'];
        title: string;
      };
      /** Format: date-time */
      fetchedAt: string;
      html: string | null;
      /** Format: uuid */
      id: string;
      language: string | null;
      matches: {
        evidence: components['schemas']['Evidence'][];
        score: number;
        topic: {
          /** Format: uuid */
          id: string;
          name: string;
          slug: string;
        };
      }[];
      publishedAt: string | null;
      revision: number;
      revisions: {
        changes: {
          text: components['schemas']['WordingDiff'];
          title: components['schemas']['WordingDiff'];
        };
        number: number;
        /** Format: date-time */
        replacedAt: string;
        text: string;
        title: string;
      }[];
      text: string;
      title: string;
      url: string | null;
    };
    Subscriber: {
      /** Format: date-time */
      createdAt: string;
      /** Format: uuid */
      id: string;
      isOperator: boolean;
      /** @enum {string} */
      kind: 'person' | 'team';
      locale: string;
      name: string;
      timeZone: string;
    };
    SubscriberImport: {
      alreadyThere: number;
      created: number;
      dryRun: boolean;
      errors: number;
      rows: {
        email: string;
        errors: {
          column: string;
          message: string;
        }[];
        /** @description Of the file, where the row ends */
        line: number;
        /** @enum {string} */
        outcome: 'created' | 'already-there' | 'error';
        /** @description From 1, the headings not counted */
        row: number;
        subscriberId: string | null;
        subscriptionId: string | null;
        targetId: string | null;
      }[];
    };
    SubscriberPage: {
      items: components['schemas']['Subscriber'][];
      nextCursor: string | null;
      total?: number;
    };
    Subscription: {
      cadence: components['schemas']['Cadence'];
      /** Format: date-time */
      createdAt: string;
      digestTime: string;
      digestWeekday: number;
      feedIds: string[];
      /** Format: uuid */
      id: string;
      languages: string[];
      maxPerHour: number | null;
      minimumScore: number;
      minimumSources: number;
      mutedUntil: string | null;
      name: string;
      nextDigestAt: string | null;
      query: string | null;
      queryVersion: number | null;
      quietHours: {
        from: string;
        until: string;
      } | null;
      quietUntil: string | null;
      sourceKinds: components['schemas']['SourceKind'][];
      state: components['schemas']['SubscriptionState'];
      /** Format: uuid */
      subscriberId: string;
      targets: {
        /** Format: uuid */
        id: string;
        kind: components['schemas']['TargetKind'];
        label: string;
        /** @enum {string} */
        state: 'unverified' | 'active' | 'disabled';
      }[];
      topics: {
        /** Format: uuid */
        id: string;
        name: string;
        slug: string;
      }[];
      updatePolicy: components['schemas']['UpdatePolicy'];
    };
    SubscriptionPage: {
      items: components['schemas']['Subscription'][];
      nextCursor: string | null;
      total?: number;
    };
    /** @enum {string} */
    SubscriptionState: 'active' | 'paused' | 'stopped';
    Target: {
      canEdit: boolean;
      /** Format: date-time */
      createdAt: string;
      disabledReason: string | null;
      failingSince: string | null;
      failureCount: number;
      /** Format: uuid */
      id: string;
      kind: components['schemas']['TargetKind'];
      label: string;
      /** @enum {string} */
      state: 'unverified' | 'active' | 'disabled';
      /** Format: uuid */
      subscriberId: string;
      verifiedAt: string | null;
    };
    /** @enum {string} */
    TargetKind: 'email' | 'slack' | 'webhook' | 'mailbox';
    TargetPage: {
      items: components['schemas']['Target'][];
      nextCursor: string | null;
      total?: number;
    };
    Topic: {
      /** Format: date-time */
      createdAt: string;
      description: string;
      enabled: boolean;
      /** Format: uuid */
      id: string;
      name: string;
      query: string;
      slug: string;
      /** Format: date-time */
      updatedAt: string;
      version: number;
    };
    /** @description Addresses that need no sign-in: whoever has one can read the topic with it */
    TopicFeedLinks: {
      /** Format: uri */
      atom: string;
      /** Format: date-time */
      expiresAt: string;
      /** Format: uri */
      json: string;
    };
    TopicPage: {
      items: components['schemas']['Topic'][];
      nextCursor: string | null;
      total?: number;
    };
    TopicPreview: {
      /** @description Events told by the matches: what a subscription that takes everything at once would have been alerted of */
      alerts: number;
      /** @description False where there was no time to compare all matches with one another: they are at most so many */
      alertsAreExact: boolean;
      /** @description With the saved query of the topic, run over the same stories */
      comparison:
        | (
            | {
                gained: {
                  count: number;
                  samples: components['schemas']['PreviewFind'][];
                };
                /** @description Found by both */
                kept: number;
                lost: {
                  count: number;
                  samples: components['schemas']['PreviewLoss'][];
                };
                /** @enum {string} */
                outcome: 'compared';
                /** Format: uuid */
                topicId: string;
                version: number;
              }
            | {
                message: string;
                /** @enum {string} */
                outcome: 'unreadable';
                /** Format: uuid */
                topicId: string;
                version: number;
              }
          )
        | null;
      /** @description Whether every story of the range was looked at */
      complete: boolean;
      /** @description By the day of fetching, earliest first, days without a match included */
      days: {
        alerts: number;
        /** Format: date */
        day: string;
        matches: number;
      }[];
      durationMs: number;
      /** @description Stories on which the query itself went wrong */
      failures: number;
      /** @description Stories fetched from then on were asked for; null for all */
      from: string | null;
      matches: number;
      /** @description Matches that came with the first document of their feed: nobody is alerted of what was there before */
      onFirstPoll: number;
      /** @description When the oldest story that was looked at was fetched; null where there was none */
      reachedAt: string | null;
      /** @description Spread over the time */
      samples: components['schemas']['PreviewFind'][];
      /** @description Most matches first, at most a hundred */
      sources: {
        feed: {
          /** Format: uuid */
          id: string;
          title: string;
        };
        matches: number;
      }[];
      /** @description What ended it before: its time, the limit that was asked for, or more matches than it can group */
      stoppedBy: ('time' | 'limit' | 'matches') | null;
      /** @description How many were looked at, newest first */
      stories: number;
      /**
       * Format: date-time
       * @description And before then
       */
      to: string;
    };
    TopicVersion: {
      /** @description From the version before, word by word; null for the first that is kept */
      changes: components['schemas']['WordingDiff'] | null;
      /** Format: date-time */
      createdAt: string;
      query: string;
      version: number;
    };
    TopicVersionPage: {
      items: components['schemas']['TopicVersion'][];
      nextCursor: string | null;
    };
    TryQuery: {
      language?: string;
      query: string;
      /** @default  */
      text: string;
      title: string;
    };
    UpdateAccount: {
      name?: string;
    };
    UpdateApiKey: {
      expiresAt?: string | null;
      name?: string;
      scopes?: components['schemas']['Scope'][];
    };
    UpdateEntity: {
      forms?: {
        [key: string]: components['schemas']['EntityForm'][];
      };
      kind?: components['schemas']['EntityKind'];
      name?: string;
    };
    UpdateFeed: {
      country?: string | null;
      fullText?: boolean;
      intervalMs?: number | null;
      language?: string | null;
      siteUrl?: string | null;
      sourceKind?: components['schemas']['SourceKind'];
      /** @enum {string} */
      state?: 'active' | 'paused';
      title?: string;
    };
    /** @enum {string} */
    UpdatePolicy: 'none' | 'digest' | 'each';
    UpdateSilence: {
      comment?: string;
      /** Format: date-time */
      endsAt?: string;
    };
    UpdateSubscriber: {
      isOperator?: boolean;
      /** @enum {string} */
      kind?: 'person' | 'team';
      locale?: string;
      name?: string;
      timeZone?: string;
    };
    UpdateSubscription: {
      cadence?: components['schemas']['Cadence'];
      digestTime?: string;
      digestWeekday?: number;
      feedIds?: string[];
      languages?: string[];
      maxPerHour?: number | null;
      minimumScore?: number;
      minimumSources?: number;
      mutedUntil?: string | null;
      name?: string;
      query?: string | null;
      quietHours?: {
        from: string;
        until: string;
      } | null;
      sourceKinds?: components['schemas']['SourceKind'][];
      state?: components['schemas']['SubscriptionState'];
      targetIds?: string[];
      topicIds?: string[];
      updatePolicy?: components['schemas']['UpdatePolicy'];
    };
    UpdateTarget: {
      /** @enum {string} */
      state?: 'active' | 'disabled';
    };
    UpdateTopic: {
      description?: string;
      enabled?: boolean;
      name?: string;
      query?: string;
    };
    UpdateUser: {
      disabled?: boolean;
      name?: string;
      role?: components['schemas']['Role'];
    };
    User: {
      /** Format: date-time */
      createdAt: string;
      disabled: boolean;
      email: string;
      /** @description Whether they have signed in through the identity provider */
      hasIdentity: boolean;
      hasPassword: boolean;
      /** Format: uuid */
      id: string;
      /** @description Whether they have no way to sign in yet */
      invited: boolean;
      lastSignInAt: string | null;
      /** @description After wrong passwords; a new password ends it */
      lockedUntil: string | null;
      name: string;
      role: components['schemas']['Role'];
    };
    UserPage: {
      items: components['schemas']['User'][];
      nextCursor: string | null;
      total?: number;
    };
    ValidateQuery: {
      query: string;
    };
    WaitingWork: {
      /**
       * Format: date-time
       * @description Since when it could have been done
       */
      oldestAt: string;
      /** @enum {string} */
      step: 'fetchFeed' | 'readArticle' | 'matchStory' | 'decideAlerts' | 'composeDigest' | 'sendDelivery' | 'rematch';
      waitedMs: number;
    };
    Why: {
      answer: string;
      decision: {
        decisions: {
          alertId: string | null;
          /** Format: date-time */
          decidedAt: string;
          digestDueAt: string | null;
          digestId: string | null;
          reason: string;
          storyRevision: number;
          /** @enum {string} */
          verdict: 'notify' | 'update' | 'hold';
        }[];
        text: string;
      };
      delivery: {
        deliveries: {
          attempts: {
            detail: string | null;
            number: number;
            outcome: string | null;
            reason: string | null;
            /** Format: date-time */
            startedAt: string;
          }[];
          /** Format: date-time */
          createdAt: string;
          /** Format: uuid */
          id: string;
          kind: components['schemas']['DeliveryKind'];
          /** Format: date-time */
          nextAttemptAt: string;
          sentAt: string | null;
          state: components['schemas']['DeliveryState'];
          target: {
            /** Format: uuid */
            id: string;
            /** @enum {string} */
            kind: 'email' | 'slack' | 'webhook' | 'mailbox';
            label: string;
          };
        }[];
        text: string;
      };
      event: {
        firstSeenAt: string | null;
        id: string | null;
        likeness: number | null;
        likeStory: {
          /** Format: uuid */
          id: string;
          sourceName: string;
          title: string;
        } | null;
        role: ('first' | 'copy' | 'development' | 'correction' | 'retraction') | null;
        stories: number;
        text: string;
      };
      match: {
        text: string;
        topics: {
          evidence: components['schemas']['Evidence'][];
          /** Format: uuid */
          id: string;
          missing: {
            clause: string;
            nearest: {
              end: number;
              /** @enum {string} */
              field: 'title' | 'text';
              start: number;
              text: string;
            }[];
            reason: string;
          } | null;
          name: string;
          score: number | null;
          slug: string;
        }[];
      };
      story: {
        decidedAt: string | null;
        /** Format: date-time */
        fetchedAt: string;
        /** Format: uuid */
        id: string;
        matchedAt: string | null;
        revision: number;
        title: string;
      };
      subscription: {
        /** Format: uuid */
        id: string;
        name: string;
      };
    };
    WordingDiff:
      | {
          /** @enum {string} */
          outcome: 'compared';
          parts: (
            | {
                /** @enum {string} */
                kind: 'same' | 'added' | 'removed';
                text: string;
              }
            | {
                characters: number;
                /** @enum {string} */
                kind: 'elided';
              }
          )[];
        }
      | {
          /** @enum {string} */
          outcome: 'too-long';
        };
  };
  responses: {
    /** @description What is stored stands against it */
    Conflict: {
      headers: {
        'RateLimit-Limit': components['headers']['RateLimitLimit'];
        'RateLimit-Remaining': components['headers']['RateLimitRemaining'];
        'RateLimit-Reset': components['headers']['RateLimitReset'];
        'X-Request-Id': components['headers']['RequestId'];
        [name: string]: unknown;
      };
      content: {
        /**
         * @example {
         *       "type": "urn:wirewatch:problem:conflict",
         *       "title": "This conflicts with what is stored",
         *       "status": 409,
         *       "detail": "Something with the same identity exists already",
         *       "requestId": "req-019c8a52"
         *     }
         */
        'application/problem+json': components['schemas']['Problem'];
      };
    };
    /** @description The Idempotency-Key was sent with another request before */
    IdempotencyConflict: {
      headers: {
        'RateLimit-Limit': components['headers']['RateLimitLimit'];
        'RateLimit-Remaining': components['headers']['RateLimitRemaining'];
        'RateLimit-Reset': components['headers']['RateLimitReset'];
        'X-Request-Id': components['headers']['RequestId'];
        [name: string]: unknown;
      };
      content: {
        /**
         * @example {
         *       "type": "urn:wirewatch:problem:idempotency-conflict",
         *       "title": "The Idempotency-Key stands for another request",
         *       "status": 422,
         *       "requestId": "req-019c8a52"
         *     }
         */
        'application/problem+json': components['schemas']['Problem'];
      };
    };
    /** @description Something went wrong; the log has the details under the request id */
    InternalError: {
      headers: {
        'RateLimit-Limit': components['headers']['RateLimitLimit'];
        'RateLimit-Remaining': components['headers']['RateLimitRemaining'];
        'RateLimit-Reset': components['headers']['RateLimitReset'];
        'X-Request-Id': components['headers']['RequestId'];
        [name: string]: unknown;
      };
      content: {
        /**
         * @example {
         *       "type": "urn:wirewatch:problem:internal-error",
         *       "title": "Something went wrong here; the log has the details under this request id",
         *       "status": 500,
         *       "requestId": "req-019c8a52"
         *     }
         */
        'application/problem+json': components['schemas']['Problem'];
      };
    };
    /** @description The request does not have the form that is described; `errors` names each place */
    InvalidRequest: {
      headers: {
        'RateLimit-Limit': components['headers']['RateLimitLimit'];
        'RateLimit-Remaining': components['headers']['RateLimitRemaining'];
        'RateLimit-Reset': components['headers']['RateLimitReset'];
        'X-Request-Id': components['headers']['RequestId'];
        [name: string]: unknown;
      };
      content: {
        /**
         * @example {
         *       "type": "urn:wirewatch:problem:invalid-request",
         *       "title": "The request is not valid",
         *       "status": 400,
         *       "requestId": "req-019c8a52",
         *       "errors": [
         *         {
         *           "path": "name",
         *           "message": "Too small: expected string to have >=1 characters"
         *         }
         *       ]
         *     }
         */
        'application/problem+json': components['schemas']['Problem'];
      };
    };
    /** @description The role or the API key lacks the scope, or the request comes from another site */
    NotAllowed: {
      headers: {
        'RateLimit-Limit': components['headers']['RateLimitLimit'];
        'RateLimit-Remaining': components['headers']['RateLimitRemaining'];
        'RateLimit-Reset': components['headers']['RateLimitReset'];
        'X-Request-Id': components['headers']['RequestId'];
        [name: string]: unknown;
      };
      content: {
        /**
         * @example {
         *       "type": "urn:wirewatch:problem:not-allowed",
         *       "title": "Your role does not allow this",
         *       "status": 403,
         *       "detail": "This needs the scope topics:write; your role viewer does not have it",
         *       "requestId": "req-019c8a52"
         *     }
         */
        'application/problem+json': components['schemas']['Problem'];
      };
    };
    /** @description There is no such thing */
    NotFound: {
      headers: {
        'RateLimit-Limit': components['headers']['RateLimitLimit'];
        'RateLimit-Remaining': components['headers']['RateLimitRemaining'];
        'RateLimit-Reset': components['headers']['RateLimitReset'];
        'X-Request-Id': components['headers']['RequestId'];
        [name: string]: unknown;
      };
      content: {
        /**
         * @example {
         *       "type": "urn:wirewatch:problem:not-found",
         *       "title": "There is no such thing",
         *       "status": 404,
         *       "detail": "There is no topic with this id",
         *       "requestId": "req-019c8a52"
         *     }
         */
        'application/problem+json': components['schemas']['Problem'];
      };
    };
    /** @description Nobody is signed in, and there is no valid API key */
    NotSignedIn: {
      headers: {
        'RateLimit-Limit': components['headers']['RateLimitLimit'];
        'RateLimit-Remaining': components['headers']['RateLimitRemaining'];
        'RateLimit-Reset': components['headers']['RateLimitReset'];
        'WWW-Authenticate': components['headers']['WwwAuthenticate'];
        'X-Request-Id': components['headers']['RequestId'];
        [name: string]: unknown;
      };
      content: {
        /**
         * @example {
         *       "type": "urn:wirewatch:problem:not-signed-in",
         *       "title": "Sign in, or send an API key",
         *       "status": 401,
         *       "requestId": "req-019c8a52"
         *     }
         */
        'application/problem+json': components['schemas']['Problem'];
      };
    };
    /** @description It was changed since: the ETag in If-Match is not its own any more */
    PreconditionFailed: {
      headers: {
        'RateLimit-Limit': components['headers']['RateLimitLimit'];
        'RateLimit-Remaining': components['headers']['RateLimitRemaining'];
        'RateLimit-Reset': components['headers']['RateLimitReset'];
        'X-Request-Id': components['headers']['RequestId'];
        [name: string]: unknown;
      };
      content: {
        /**
         * @example {
         *       "type": "urn:wirewatch:problem:precondition-failed",
         *       "title": "It was changed since you read it",
         *       "status": 412,
         *       "requestId": "req-019c8a52"
         *     }
         */
        'application/problem+json': components['schemas']['Problem'];
      };
    };
    /** @description The body is larger than is taken here */
    TooLarge: {
      headers: {
        'RateLimit-Limit': components['headers']['RateLimitLimit'];
        'RateLimit-Remaining': components['headers']['RateLimitRemaining'];
        'RateLimit-Reset': components['headers']['RateLimitReset'];
        'X-Request-Id': components['headers']['RequestId'];
        [name: string]: unknown;
      };
      content: {
        /**
         * @example {
         *       "type": "urn:wirewatch:problem:too-large",
         *       "title": "The request is too large",
         *       "status": 413,
         *       "requestId": "req-019c8a52"
         *     }
         */
        'application/problem+json': components['schemas']['Problem'];
      };
    };
    /** @description More requests than are free in this time */
    TooManyRequests: {
      headers: {
        'RateLimit-Limit': components['headers']['RateLimitLimit'];
        'RateLimit-Remaining': components['headers']['RateLimitRemaining'];
        'RateLimit-Reset': components['headers']['RateLimitReset'];
        'Retry-After': components['headers']['RetryAfter'];
        'X-Request-Id': components['headers']['RequestId'];
        [name: string]: unknown;
      };
      content: {
        /**
         * @example {
         *       "type": "urn:wirewatch:problem:too-many-requests",
         *       "title": "Too many requests; wait a little",
         *       "status": 429,
         *       "requestId": "req-019c8a52"
         *     }
         */
        'application/problem+json': components['schemas']['Problem'];
      };
    };
    /** @description The body is of another type than is described */
    UnsupportedMediaType: {
      headers: {
        'RateLimit-Limit': components['headers']['RateLimitLimit'];
        'RateLimit-Remaining': components['headers']['RateLimitRemaining'];
        'RateLimit-Reset': components['headers']['RateLimitReset'];
        'X-Request-Id': components['headers']['RequestId'];
        [name: string]: unknown;
      };
      content: {
        /**
         * @example {
         *       "type": "urn:wirewatch:problem:unsupported-media-type",
         *       "title": "The body is of a type that is not taken here",
         *       "status": 415,
         *       "requestId": "req-019c8a52"
         *     }
         */
        'application/problem+json': components['schemas']['Problem'];
      };
    };
  };
  parameters: {
    /** @description A value of your own for this one request, such as a UUID. Sent again within a day, the request is not done again: the first answer is given again */
    IdempotencyKey: string;
    /** @description The ETag of the state that is meant to be changed. If it was changed since, the answer is 412, and nothing is done */
    IfMatch: string;
    /** @description The ETag of what is known already. If it is still the same, the answer is 304, without a body */
    IfNoneMatch: string;
  };
  requestBodies: never;
  headers: {
    /** @description The methods that the address takes */
    Allow: string;
    /** @description Stands for the state that is shown; goes into If-Match */
    ETag: string;
    /** @description `true` where the answer was given before, to the same Idempotency-Key */
    IdempotencyReplayed: 'true';
    /** @description The address of what was made */
    Location: string;
    /** @description How many requests are free in a minute */
    RateLimitLimit: number;
    /** @description How many of them are left */
    RateLimitRemaining: number;
    /** @description In how many seconds all are free again */
    RateLimitReset: number;
    /** @description Names this request in the log */
    RequestId: string;
    /** @description In how many seconds to try again */
    RetryAfter: number;
    /** @description How to say who you are */
    WwwAuthenticate: string;
  };
  pathItems: never;
}
export type $defs = Record<string, never>;
export interface operations {
  readAccount: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description As asked */
      200: {
        headers: {
          'RateLimit-Limit': components['headers']['RateLimitLimit'];
          'RateLimit-Remaining': components['headers']['RateLimitRemaining'];
          'RateLimit-Reset': components['headers']['RateLimitReset'];
          'X-Request-Id': components['headers']['RequestId'];
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *       "id": "019cb7a4-3f1e-7c52-9a0d-4e6b00002762",
           *       "email": "ana@desk.example",
           *       "name": "Russia–North Korea pact",
           *       "role": "admin",
           *       "hasPassword": false
           *     }
           */
          'application/json': components['schemas']['Account'];
        };
      };
      401: components['responses']['NotSignedIn'];
      429: components['responses']['TooManyRequests'];
      default: components['responses']['InternalError'];
    };
  };
  updateAccount: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        /** @example {} */
        'application/json': components['schemas']['UpdateAccount'];
      };
    };
    responses: {
      /** @description As asked */
      200: {
        headers: {
          'RateLimit-Limit': components['headers']['RateLimitLimit'];
          'RateLimit-Remaining': components['headers']['RateLimitRemaining'];
          'RateLimit-Reset': components['headers']['RateLimitReset'];
          'X-Request-Id': components['headers']['RequestId'];
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *       "id": "019cb7a4-3f1e-7c52-9a0d-4e6b00002762",
           *       "email": "ana@desk.example",
           *       "name": "Russia–North Korea pact",
           *       "role": "admin",
           *       "hasPassword": false
           *     }
           */
          'application/json': components['schemas']['Account'];
        };
      };
      400: components['responses']['InvalidRequest'];
      401: components['responses']['NotSignedIn'];
      403: components['responses']['NotAllowed'];
      409: components['responses']['Conflict'];
      413: components['responses']['TooLarge'];
      415: components['responses']['UnsupportedMediaType'];
      429: components['responses']['TooManyRequests'];
      default: components['responses']['InternalError'];
    };
  };
  changeAccountPassword: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        /**
         * @example {
         *       "currentPassword": "currentPassword",
         *       "newPassword": "newPassword-"
         *     }
         */
        'application/json': components['schemas']['ChangePassword'];
      };
    };
    responses: {
      /** @description Done */
      204: {
        headers: {
          'RateLimit-Limit': components['headers']['RateLimitLimit'];
          'RateLimit-Remaining': components['headers']['RateLimitRemaining'];
          'RateLimit-Reset': components['headers']['RateLimitReset'];
          'X-Request-Id': components['headers']['RequestId'];
          [name: string]: unknown;
        };
        content?: never;
      };
      400: components['responses']['InvalidRequest'];
      401: components['responses']['NotSignedIn'];
      403: components['responses']['NotAllowed'];
      409: components['responses']['Conflict'];
      413: components['responses']['TooLarge'];
      415: components['responses']['UnsupportedMediaType'];
      429: components['responses']['TooManyRequests'];
      default: components['responses']['InternalError'];
    };
  };
  listAlerts: {
    parameters: {
      query?: {
        /** @description `nextCursor` of the page before, with the same filters and order */
        cursor?: string;
        /** @description Only those with this event id */
        eventId?: string;
        /** @description Made then, or later */
        from?: string;
        /** @description How many to answer at most */
        limit?: number;
        /** @description Only those with this story id */
        storyId?: string;
        /** @description Only those with this subscriber id */
        subscriberId?: string;
        /** @description Only those with this subscription id */
        subscriptionId?: string;
        /** @description Made before */
        to?: string;
        /** @description A topic of the subscription that finds the story */
        topicId?: string;
        /** @description Whether to count all that the filters let through */
        total?: boolean;
      };
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description As asked */
      200: {
        headers: {
          'RateLimit-Limit': components['headers']['RateLimitLimit'];
          'RateLimit-Remaining': components['headers']['RateLimitRemaining'];
          'RateLimit-Reset': components['headers']['RateLimitReset'];
          'X-Request-Id': components['headers']['RequestId'];
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *       "items": [
           *         {
           *           "id": "019cb7a4-3f1e-7c52-9a0d-4e6b00002762",
           *           "createdAt": "2026-03-04T07:30:00.000Z",
           *           "updatedAt": "2026-03-04T07:30:00.000Z",
           *           "eventId": "019cb7a4-3f1e-7c52-9a0d-4e6b851c77b0",
           *           "subscription": {
           *             "id": "019cb7a4-3f1e-7c52-9a0d-4e6b00002762",
           *             "name": "Russia–North Korea pact"
           *           },
           *           "topics": [
           *             {
           *               "id": "019cb7a4-3f1e-7c52-9a0d-4e6b00002762",
           *               "slug": "russia-dprk-pact",
           *               "name": "Russia–North Korea pact"
           *             }
           *           ],
           *           "story": {
           *             "id": "019cb7a4-3f1e-7c52-9a0d-4e6b00002762",
           *             "title": "Pyongyang ratifies mutual defence treaty with Moscow",
           *             "url": "https://news.example/2026/03/pyongyang-ratifies-treaty",
           *             "isSample": false
           *           },
           *           "digestId": "019cb7a4-3f1e-7c52-9a0d-4e6b09cb570b",
           *           "updates": [
           *             {
           *               "id": "019cb7a4-3f1e-7c52-9a0d-4e6b00002762",
           *               "kind": "development",
           *               "createdAt": "2026-03-04T07:30:00.000Z",
           *               "story": {
           *                 "id": null,
           *                 "title": "Pyongyang ratifies mutual defence treaty with Moscow",
           *                 "url": "https://news.example/2026/03/pyongyang-ratifies-treaty"
           *               }
           *             }
           *           ],
           *           "deliveries": [
           *             {
           *               "id": "019cb7a4-3f1e-7c52-9a0d-4e6b00002762",
           *               "kind": "alert",
           *               "updateId": "019cb7a4-3f1e-7c52-9a0d-4e6b5cb4453e",
           *               "state": "pending",
           *               "lastReason": "lastReason",
           *               "target": {
           *                 "id": "019cb7a4-3f1e-7c52-9a0d-4e6b00002762",
           *                 "kind": "email",
           *                 "label": "ana@desk.example"
           *               }
           *             }
           *           ]
           *         }
           *       ],
           *       "nextCursor": "nextCursor"
           *     }
           */
          'application/json': components['schemas']['AlertPage'];
        };
      };
      400: components['responses']['InvalidRequest'];
      401: components['responses']['NotSignedIn'];
      403: components['responses']['NotAllowed'];
      429: components['responses']['TooManyRequests'];
      default: components['responses']['InternalError'];
    };
  };
  readAlert: {
    parameters: {
      query?: never;
      header?: {
        /** @description The ETag of what is known already. If it is still the same, the answer is 304, without a body */
        'If-None-Match'?: components['parameters']['IfNoneMatch'];
      };
      path: {
        /**
         * @description Id of the alert
         * @example 019cb7a4-3f1e-7c52-9a0d-4e6b00002762
         */
        id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description As asked */
      200: {
        headers: {
          ETag: components['headers']['ETag'];
          'RateLimit-Limit': components['headers']['RateLimitLimit'];
          'RateLimit-Remaining': components['headers']['RateLimitRemaining'];
          'RateLimit-Reset': components['headers']['RateLimitReset'];
          'X-Request-Id': components['headers']['RequestId'];
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *       "id": "019cb7a4-3f1e-7c52-9a0d-4e6b00002762",
           *       "createdAt": "2026-03-04T07:30:00.000Z",
           *       "updatedAt": "2026-03-04T07:30:00.000Z",
           *       "eventId": "019cb7a4-3f1e-7c52-9a0d-4e6b851c77b0",
           *       "subscription": {
           *         "id": "019cb7a4-3f1e-7c52-9a0d-4e6b00002762",
           *         "name": "Russia–North Korea pact"
           *       },
           *       "topics": [
           *         {
           *           "id": "019cb7a4-3f1e-7c52-9a0d-4e6b00002762",
           *           "slug": "russia-dprk-pact",
           *           "name": "Russia–North Korea pact"
           *         }
           *       ],
           *       "story": {
           *         "id": "019cb7a4-3f1e-7c52-9a0d-4e6b00002762",
           *         "title": "Pyongyang ratifies mutual defence treaty with Moscow",
           *         "url": "https://news.example/2026/03/pyongyang-ratifies-treaty",
           *         "isSample": false
           *       },
           *       "digestId": "019cb7a4-3f1e-7c52-9a0d-4e6b09cb570b",
           *       "updates": [
           *         {
           *           "id": "019cb7a4-3f1e-7c52-9a0d-4e6b00002762",
           *           "kind": "development",
           *           "createdAt": "2026-03-04T07:30:00.000Z",
           *           "story": {
           *             "id": "019cb7a4-3f1e-7c52-9a0d-4e6b00002762",
           *             "title": "Pyongyang ratifies mutual defence treaty with Moscow",
           *             "url": "https://news.example/2026/03/pyongyang-ratifies-treaty"
           *           }
           *         }
           *       ],
           *       "deliveries": [
           *         {
           *           "id": "019cb7a4-3f1e-7c52-9a0d-4e6b00002762",
           *           "kind": "alert",
           *           "updateId": "019cb7a4-3f1e-7c52-9a0d-4e6b5cb4453e",
           *           "state": "pending",
           *           "lastReason": "lastReason",
           *           "target": {
           *             "id": "019cb7a4-3f1e-7c52-9a0d-4e6b00002762",
           *             "kind": "email",
           *             "label": "ana@desk.example"
           *           }
           *         }
           *       ]
           *     }
           */
          'application/json': components['schemas']['Alert'];
        };
      };
      /** @description The same as is known already */
      304: {
        headers: {
          'RateLimit-Limit': components['headers']['RateLimitLimit'];
          'RateLimit-Remaining': components['headers']['RateLimitRemaining'];
          'RateLimit-Reset': components['headers']['RateLimitReset'];
          'X-Request-Id': components['headers']['RequestId'];
          [name: string]: unknown;
        };
        content?: never;
      };
      400: components['responses']['InvalidRequest'];
      401: components['responses']['NotSignedIn'];
      403: components['responses']['NotAllowed'];
      404: components['responses']['NotFound'];
      429: components['responses']['TooManyRequests'];
      default: components['responses']['InternalError'];
    };
  };
  listApiKeys: {
    parameters: {
      query?: {
        /** @description Only those with this created by */
        createdBy?: string;
        /** @description `nextCursor` of the page before, with the same filters and order */
        cursor?: string;
        /** @description Only those with this expired */
        expired?: boolean;
        /** @description How many to answer at most */
        limit?: number;
        /** @description Only those with this scope */
        scope?: components['schemas']['Scope'];
        /** @description By which field, ascending; with a minus before it, descending. Without it, newest first */
        sort?: 'name' | '-name' | 'createdAt' | '-createdAt';
        /** @description Whether to count all that the filters let through */
        total?: boolean;
      };
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description As asked */
      200: {
        headers: {
          'RateLimit-Limit': components['headers']['RateLimitLimit'];
          'RateLimit-Remaining': components['headers']['RateLimitRemaining'];
          'RateLimit-Reset': components['headers']['RateLimitReset'];
          'X-Request-Id': components['headers']['RequestId'];
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *       "items": [
           *         {
           *           "id": "019cb7a4-3f1e-7c52-9a0d-4e6b00002762",
           *           "name": "Newsroom dashboard",
           *           "scopes": [
           *             "feeds:read"
           *           ],
           *           "hint": "…x7Qa",
           *           "createdBy": "019cb7a4-3f1e-7c52-9a0d-4e6bd1ad7d46",
           *           "createdAt": "2026-03-04T07:30:00.000Z",
           *           "expiresAt": "2026-03-04T07:30:00.000Z",
           *           "lastUsedAt": "2026-03-04T07:30:00.000Z"
           *         }
           *       ],
           *       "nextCursor": "nextCursor"
           *     }
           */
          'application/json': components['schemas']['ApiKeyPage'];
        };
      };
      400: components['responses']['InvalidRequest'];
      401: components['responses']['NotSignedIn'];
      403: components['responses']['NotAllowed'];
      429: components['responses']['TooManyRequests'];
      default: components['responses']['InternalError'];
    };
  };
  createApiKey: {
    parameters: {
      query?: never;
      header?: {
        /** @description A value of your own for this one request, such as a UUID. Sent again within a day, the request is not done again: the first answer is given again */
        'Idempotency-Key'?: components['parameters']['IdempotencyKey'];
      };
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        /**
         * @example {
         *       "name": "Newsroom dashboard",
         *       "scopes": [
         *         "stories:read",
         *         "topics:read"
         *       ]
         *     }
         */
        'application/json': components['schemas']['CreateApiKey'];
      };
    };
    responses: {
      /** @description Made */
      201: {
        headers: {
          ETag: components['headers']['ETag'];
          'Idempotency-Replayed': components['headers']['IdempotencyReplayed'];
          Location: components['headers']['Location'];
          'RateLimit-Limit': components['headers']['RateLimitLimit'];
          'RateLimit-Remaining': components['headers']['RateLimitRemaining'];
          'RateLimit-Reset': components['headers']['RateLimitReset'];
          'X-Request-Id': components['headers']['RequestId'];
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *       "id": "019cb7a4-3f1e-7c52-9a0d-4e6b00002762",
           *       "name": "Russia–North Korea pact",
           *       "scopes": [
           *         "feeds:read"
           *       ],
           *       "hint": "…x7Qa",
           *       "createdBy": "019cb7a4-3f1e-7c52-9a0d-4e6bd1ad7d46",
           *       "createdAt": "2026-03-04T07:30:00.000Z",
           *       "expiresAt": "2026-03-04T07:30:00.000Z",
           *       "lastUsedAt": "2026-03-04T07:30:00.000Z",
           *       "token": "ww_kY3v0hR9sQ2mT8bN5cX1zL7pW4dF6gJ0"
           *     }
           */
          'application/json': components['schemas']['CreatedApiKey'];
        };
      };
      400: components['responses']['InvalidRequest'];
      401: components['responses']['NotSignedIn'];
      403: components['responses']['NotAllowed'];
      409: components['responses']['Conflict'];
      413: components['responses']['TooLarge'];
      415: components['responses']['UnsupportedMediaType'];
      422: components['responses']['IdempotencyConflict'];
      429: components['responses']['TooManyRequests'];
      default: components['responses']['InternalError'];
    };
  };
  readApiKey: {
    parameters: {
      query?: never;
      header?: {
        /** @description The ETag of what is known already. If it is still the same, the answer is 304, without a body */
        'If-None-Match'?: components['parameters']['IfNoneMatch'];
      };
      path: {
        /**
         * @description Id of the api key
         * @example 019cb7a4-3f1e-7c52-9a0d-4e6b00002762
         */
        id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description As asked */
      200: {
        headers: {
          ETag: components['headers']['ETag'];
          'RateLimit-Limit': components['headers']['RateLimitLimit'];
          'RateLimit-Remaining': components['headers']['RateLimitRemaining'];
          'RateLimit-Reset': components['headers']['RateLimitReset'];
          'X-Request-Id': components['headers']['RequestId'];
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *       "id": "019cb7a4-3f1e-7c52-9a0d-4e6b00002762",
           *       "name": "Newsroom dashboard",
           *       "scopes": [
           *         "feeds:read"
           *       ],
           *       "hint": "…x7Qa",
           *       "createdBy": "019cb7a4-3f1e-7c52-9a0d-4e6bd1ad7d46",
           *       "createdAt": "2026-03-04T07:30:00.000Z",
           *       "expiresAt": "2026-03-04T07:30:00.000Z",
           *       "lastUsedAt": "2026-03-04T07:30:00.000Z"
           *     }
           */
          'application/json': components['schemas']['ApiKey'];
        };
      };
      /** @description The same as is known already */
      304: {
        headers: {
          'RateLimit-Limit': components['headers']['RateLimitLimit'];
          'RateLimit-Remaining': components['headers']['RateLimitRemaining'];
          'RateLimit-Reset': components['headers']['RateLimitReset'];
          'X-Request-Id': components['headers']['RequestId'];
          [name: string]: unknown;
        };
        content?: never;
      };
      400: components['responses']['InvalidRequest'];
      401: components['responses']['NotSignedIn'];
      403: components['responses']['NotAllowed'];
      404: components['responses']['NotFound'];
      429: components['responses']['TooManyRequests'];
      default: components['responses']['InternalError'];
    };
  };
  deleteApiKey: {
    parameters: {
      query?: never;
      header?: {
        /** @description The ETag of the state that is meant to be changed. If it was changed since, the answer is 412, and nothing is done */
        'If-Match'?: components['parameters']['IfMatch'];
      };
      path: {
        /**
         * @description Id of the api key
         * @example 019cb7a4-3f1e-7c52-9a0d-4e6b00002762
         */
        id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Done */
      204: {
        headers: {
          'RateLimit-Limit': components['headers']['RateLimitLimit'];
          'RateLimit-Remaining': components['headers']['RateLimitRemaining'];
          'RateLimit-Reset': components['headers']['RateLimitReset'];
          'X-Request-Id': components['headers']['RequestId'];
          [name: string]: unknown;
        };
        content?: never;
      };
      400: components['responses']['InvalidRequest'];
      401: components['responses']['NotSignedIn'];
      403: components['responses']['NotAllowed'];
      404: components['responses']['NotFound'];
      409: components['responses']['Conflict'];
      412: components['responses']['PreconditionFailed'];
      429: components['responses']['TooManyRequests'];
      default: components['responses']['InternalError'];
    };
  };
  updateApiKey: {
    parameters: {
      query?: never;
      header?: {
        /** @description The ETag of the state that is meant to be changed. If it was changed since, the answer is 412, and nothing is done */
        'If-Match'?: components['parameters']['IfMatch'];
      };
      path: {
        /**
         * @description Id of the api key
         * @example 019cb7a4-3f1e-7c52-9a0d-4e6b00002762
         */
        id: string;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        /** @example {} */
        'application/json': components['schemas']['UpdateApiKey'];
      };
    };
    responses: {
      /** @description As asked */
      200: {
        headers: {
          ETag: components['headers']['ETag'];
          'RateLimit-Limit': components['headers']['RateLimitLimit'];
          'RateLimit-Remaining': components['headers']['RateLimitRemaining'];
          'RateLimit-Reset': components['headers']['RateLimitReset'];
          'X-Request-Id': components['headers']['RequestId'];
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *       "id": "019cb7a4-3f1e-7c52-9a0d-4e6b00002762",
           *       "name": "Newsroom dashboard",
           *       "scopes": [
           *         "feeds:read"
           *       ],
           *       "hint": "…x7Qa",
           *       "createdBy": "019cb7a4-3f1e-7c52-9a0d-4e6bd1ad7d46",
           *       "createdAt": "2026-03-04T07:30:00.000Z",
           *       "expiresAt": "2026-03-04T07:30:00.000Z",
           *       "lastUsedAt": "2026-03-04T07:30:00.000Z"
           *     }
           */
          'application/json': components['schemas']['ApiKey'];
        };
      };
      400: components['responses']['InvalidRequest'];
      401: components['responses']['NotSignedIn'];
      403: components['responses']['NotAllowed'];
      404: components['responses']['NotFound'];
      409: components['responses']['Conflict'];
      412: components['responses']['PreconditionFailed'];
      413: components['responses']['TooLarge'];
      415: components['responses']['UnsupportedMediaType'];
      429: components['responses']['TooManyRequests'];
      default: components['responses']['InternalError'];
    };
  };
  listAuditEntries: {
    parameters: {
      query?: {
        /** @description Only this operation, such as updateTopic */
        action?: string;
        /** @description Only changes by this person or API key */
        actorId?: string;
        /** @description `nextCursor` of the page before, with the same filters and order */
        cursor?: string;
        /** @description Not before */
        from?: string;
        /** @description How many to answer at most */
        limit?: number;
        /** @description Only changes of this kind of thing, such as topic */
        noun?: string;
        /** @description Only changes of this thing */
        subjectId?: string;
        /** @description Before */
        to?: string;
        /** @description Whether to count all that the filters let through */
        total?: boolean;
      };
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description As asked */
      200: {
        headers: {
          'RateLimit-Limit': components['headers']['RateLimitLimit'];
          'RateLimit-Remaining': components['headers']['RateLimitRemaining'];
          'RateLimit-Reset': components['headers']['RateLimitReset'];
          'X-Request-Id': components['headers']['RequestId'];
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *       "items": [
           *         {
           *           "id": "019cb7a4-3f1e-7c52-9a0d-4e6b00002762",
           *           "at": "2026-03-04T07:30:00.000Z",
           *           "actor": {
           *             "kind": "user",
           *             "id": "id",
           *             "name": "Russia–North Korea pact"
           *           },
           *           "action": "updateTopic",
           *           "noun": "topic",
           *           "subjectId": "subjectId",
           *           "status": 200,
           *           "before": {},
           *           "after": {},
           *           "requestId": "requestId",
           *           "address": "ana@desk.example"
           *         }
           *       ],
           *       "nextCursor": "nextCursor"
           *     }
           */
          'application/json': components['schemas']['AuditPage'];
        };
      };
      400: components['responses']['InvalidRequest'];
      401: components['responses']['NotSignedIn'];
      403: components['responses']['NotAllowed'];
      429: components['responses']['TooManyRequests'];
      default: components['responses']['InternalError'];
    };
  };
  readAuditEntry: {
    parameters: {
      query?: never;
      header?: {
        /** @description The ETag of what is known already. If it is still the same, the answer is 304, without a body */
        'If-None-Match'?: components['parameters']['IfNoneMatch'];
      };
      path: {
        /**
         * @description Id of the audit
         * @example 019cb7a4-3f1e-7c52-9a0d-4e6b00002762
         */
        id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description As asked */
      200: {
        headers: {
          ETag: components['headers']['ETag'];
          'RateLimit-Limit': components['headers']['RateLimitLimit'];
          'RateLimit-Remaining': components['headers']['RateLimitRemaining'];
          'RateLimit-Reset': components['headers']['RateLimitReset'];
          'X-Request-Id': components['headers']['RequestId'];
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *       "id": "019cb7a4-3f1e-7c52-9a0d-4e6b00002762",
           *       "at": "2026-03-04T07:30:00.000Z",
           *       "actor": {
           *         "kind": "user",
           *         "id": "id",
           *         "name": "Russia–North Korea pact"
           *       },
           *       "action": "updateTopic",
           *       "noun": "topic",
           *       "subjectId": "subjectId",
           *       "status": 200,
           *       "before": {},
           *       "after": {},
           *       "requestId": "requestId",
           *       "address": "ana@desk.example"
           *     }
           */
          'application/json': components['schemas']['AuditEntry'];
        };
      };
      /** @description The same as is known already */
      304: {
        headers: {
          'RateLimit-Limit': components['headers']['RateLimitLimit'];
          'RateLimit-Remaining': components['headers']['RateLimitRemaining'];
          'RateLimit-Reset': components['headers']['RateLimitReset'];
          'X-Request-Id': components['headers']['RequestId'];
          [name: string]: unknown;
        };
        content?: never;
      };
      400: components['responses']['InvalidRequest'];
      401: components['responses']['NotSignedIn'];
      403: components['responses']['NotAllowed'];
      404: components['responses']['NotFound'];
      429: components['responses']['TooManyRequests'];
      default: components['responses']['InternalError'];
    };
  };
  reportBounce: {
    parameters: {
      query?: {
        /** @description The address that the mail came back to; needed where the mail itself does not show it */
        recipient?: string;
      };
      header?: {
        /** @description A value of your own for this one request, such as a UUID. Sent again within a day, the request is not done again: the first answer is given again */
        'Idempotency-Key'?: components['parameters']['IdempotencyKey'];
      };
      path?: never;
      cookie?: never;
    };
    /** @description The mail, with its headers */
    requestBody: {
      content: {
        /** @example text */
        'message/rfc822': string;
      };
    };
    responses: {
      /** @description Taken on; it is done soon */
      202: {
        headers: {
          'Idempotency-Replayed': components['headers']['IdempotencyReplayed'];
          'RateLimit-Limit': components['headers']['RateLimitLimit'];
          'RateLimit-Remaining': components['headers']['RateLimitRemaining'];
          'RateLimit-Reset': components['headers']['RateLimitReset'];
          'X-Request-Id': components['headers']['RequestId'];
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *       "outcome": "recorded"
           *     }
           */
          'application/json': components['schemas']['BounceResult'];
        };
      };
      400: components['responses']['InvalidRequest'];
      401: components['responses']['NotSignedIn'];
      409: components['responses']['Conflict'];
      413: components['responses']['TooLarge'];
      415: components['responses']['UnsupportedMediaType'];
      422: components['responses']['IdempotencyConflict'];
      429: components['responses']['TooManyRequests'];
      default: components['responses']['InternalError'];
    };
  };
  listDecisions: {
    parameters: {
      query?: {
        /** @description `nextCursor` of the page before, with the same filters and order */
        cursor?: string;
        /** @description On stories that came then, or later */
        from?: string;
        /** @description How many to answer at most */
        limit?: number;
        /** @description Such as duplicate-of-event or quiet-hours */
        reason?: string;
        /** @description Only those with this story id */
        storyId?: string;
        /** @description Only those with this subscription id */
        subscriptionId?: string;
        /** @description On stories that came before */
        to?: string;
        /** @description Whether to count all that the filters let through */
        total?: boolean;
        /** @description Only those with this verdict */
        verdict?: 'notify' | 'update' | 'hold';
      };
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description As asked */
      200: {
        headers: {
          'RateLimit-Limit': components['headers']['RateLimitLimit'];
          'RateLimit-Remaining': components['headers']['RateLimitRemaining'];
          'RateLimit-Reset': components['headers']['RateLimitReset'];
          'X-Request-Id': components['headers']['RequestId'];
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *       "items": [
           *         {
           *           "subscription": {
           *             "id": "019cb7a4-3f1e-7c52-9a0d-4e6b00002762",
           *             "name": "Russia–North Korea pact"
           *           },
           *           "story": {
           *             "id": "019cb7a4-3f1e-7c52-9a0d-4e6b00002762",
           *             "title": "Pyongyang ratifies mutual defence treaty with Moscow"
           *           },
           *           "storyRevision": 1,
           *           "verdict": "notify",
           *           "reason": "below-score",
           *           "text": "Lawmakers in Pyongyang have ratified the treaty that Kim Jong Un and Putin signed in June.",
           *           "alertId": "019cb7a4-3f1e-7c52-9a0d-4e6ba074e5f1",
           *           "digestDueAt": "2026-03-04T07:30:00.000Z",
           *           "digestId": "019cb7a4-3f1e-7c52-9a0d-4e6b09cb570b",
           *           "decidedAt": "2026-03-04T07:30:00.000Z"
           *         }
           *       ],
           *       "nextCursor": "nextCursor"
           *     }
           */
          'application/json': components['schemas']['DecisionPage'];
        };
      };
      400: components['responses']['InvalidRequest'];
      401: components['responses']['NotSignedIn'];
      403: components['responses']['NotAllowed'];
      429: components['responses']['TooManyRequests'];
      default: components['responses']['InternalError'];
    };
  };
  listDeliveries: {
    parameters: {
      query?: {
        /** @description Only those with this alert id */
        alertId?: string;
        /** @description `nextCursor` of the page before, with the same filters and order */
        cursor?: string;
        /** @description Only those with this digest id */
        digestId?: string;
        /** @description Made then, or later */
        from?: string;
        /** @description Only those with this kind */
        kind?: components['schemas']['DeliveryKind'];
        /** @description How many to answer at most */
        limit?: number;
        /** @description Only those with this state */
        state?: components['schemas']['DeliveryState'];
        /** @description Only those with this subscriber id */
        subscriberId?: string;
        /** @description Only those with this subscription id */
        subscriptionId?: string;
        /** @description Only those with this target id */
        targetId?: string;
        /** @description Made before */
        to?: string;
        /** @description Whether to count all that the filters let through */
        total?: boolean;
      };
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description As asked */
      200: {
        headers: {
          'RateLimit-Limit': components['headers']['RateLimitLimit'];
          'RateLimit-Remaining': components['headers']['RateLimitRemaining'];
          'RateLimit-Reset': components['headers']['RateLimitReset'];
          'X-Request-Id': components['headers']['RequestId'];
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *       "items": [
           *         {
           *           "id": "019cb7a4-3f1e-7c52-9a0d-4e6b00002762",
           *           "kind": "alert",
           *           "state": "pending",
           *           "target": {
           *             "id": "019cb7a4-3f1e-7c52-9a0d-4e6b00002762",
           *             "kind": "email",
           *             "label": "ana@desk.example"
           *           },
           *           "alert": {
           *             "id": "019cb7a4-3f1e-7c52-9a0d-4e6b00002762",
           *             "story": {
           *               "id": null,
           *               "title": "Pyongyang ratifies mutual defence treaty with Moscow"
           *             }
           *           },
           *           "updateId": "019cb7a4-3f1e-7c52-9a0d-4e6b5cb4453e",
           *           "digestId": "019cb7a4-3f1e-7c52-9a0d-4e6b09cb570b",
           *           "noticeId": "019cb7a4-3f1e-7c52-9a0d-4e6b6c5c5b60",
           *           "reference": "reference",
           *           "attemptCount": 1,
           *           "createdAt": "2026-03-04T07:30:00.000Z",
           *           "nextAttemptAt": "2026-03-04T07:30:00.000Z",
           *           "heldBack": false,
           *           "sentAt": "2026-03-04T07:30:00.000Z",
           *           "lastReason": "lastReason",
           *           "lastDetail": "lastDetail"
           *         }
           *       ],
           *       "nextCursor": "nextCursor"
           *     }
           */
          'application/json': components['schemas']['DeliveryPage'];
        };
      };
      400: components['responses']['InvalidRequest'];
      401: components['responses']['NotSignedIn'];
      403: components['responses']['NotAllowed'];
      429: components['responses']['TooManyRequests'];
      default: components['responses']['InternalError'];
    };
  };
  readDelivery: {
    parameters: {
      query?: never;
      header?: {
        /** @description The ETag of what is known already. If it is still the same, the answer is 304, without a body */
        'If-None-Match'?: components['parameters']['IfNoneMatch'];
      };
      path: {
        /**
         * @description Id of the delivery
         * @example 019cb7a4-3f1e-7c52-9a0d-4e6b00002762
         */
        id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description As asked */
      200: {
        headers: {
          ETag: components['headers']['ETag'];
          'RateLimit-Limit': components['headers']['RateLimitLimit'];
          'RateLimit-Remaining': components['headers']['RateLimitRemaining'];
          'RateLimit-Reset': components['headers']['RateLimitReset'];
          'X-Request-Id': components['headers']['RequestId'];
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *       "id": "019cb7a4-3f1e-7c52-9a0d-4e6b00002762",
           *       "kind": "alert",
           *       "state": "pending",
           *       "target": {
           *         "id": "019cb7a4-3f1e-7c52-9a0d-4e6b00002762",
           *         "kind": "email",
           *         "label": "ana@desk.example"
           *       },
           *       "alert": {
           *         "id": "019cb7a4-3f1e-7c52-9a0d-4e6b00002762",
           *         "story": {
           *           "id": "019cb7a4-3f1e-7c52-9a0d-4e6b00002762",
           *           "title": "Pyongyang ratifies mutual defence treaty with Moscow"
           *         }
           *       },
           *       "updateId": "019cb7a4-3f1e-7c52-9a0d-4e6b5cb4453e",
           *       "digestId": "019cb7a4-3f1e-7c52-9a0d-4e6b09cb570b",
           *       "noticeId": "019cb7a4-3f1e-7c52-9a0d-4e6b6c5c5b60",
           *       "reference": "reference",
           *       "attemptCount": 1,
           *       "createdAt": "2026-03-04T07:30:00.000Z",
           *       "nextAttemptAt": "2026-03-04T07:30:00.000Z",
           *       "heldBack": false,
           *       "sentAt": "2026-03-04T07:30:00.000Z",
           *       "lastReason": "lastReason",
           *       "lastDetail": "lastDetail",
           *       "attempts": [
           *         {
           *           "number": 1,
           *           "startedAt": "2026-03-04T07:30:00.000Z",
           *           "endedAt": "2026-03-04T07:30:00.000Z",
           *           "outcome": "outcome",
           *           "reason": "below-score",
           *           "detail": "detail"
           *         }
           *       ],
           *       "bounces": [
           *         {
           *           "id": "019cb7a4-3f1e-7c52-9a0d-4e6b00002762",
           *           "status": "ok",
           *           "isFinal": false,
           *           "detail": "detail",
           *           "receivedAt": "2026-03-04T07:30:00.000Z"
           *         }
           *       ]
           *     }
           */
          'application/json': components['schemas']['DeliveryWithAttempts'];
        };
      };
      /** @description The same as is known already */
      304: {
        headers: {
          'RateLimit-Limit': components['headers']['RateLimitLimit'];
          'RateLimit-Remaining': components['headers']['RateLimitRemaining'];
          'RateLimit-Reset': components['headers']['RateLimitReset'];
          'X-Request-Id': components['headers']['RequestId'];
          [name: string]: unknown;
        };
        content?: never;
      };
      400: components['responses']['InvalidRequest'];
      401: components['responses']['NotSignedIn'];
      403: components['responses']['NotAllowed'];
      404: components['responses']['NotFound'];
      429: components['responses']['TooManyRequests'];
      default: components['responses']['InternalError'];
    };
  };
  messageMessage: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        /**
         * @description Id of the delivery
         * @example 019cb7a4-3f1e-7c52-9a0d-4e6b00002762
         */
        id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description As asked */
      200: {
        headers: {
          'RateLimit-Limit': components['headers']['RateLimitLimit'];
          'RateLimit-Remaining': components['headers']['RateLimitRemaining'];
          'RateLimit-Reset': components['headers']['RateLimitReset'];
          'X-Request-Id': components['headers']['RequestId'];
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *       "deliveryId": "019cb7a4-3f1e-7c52-9a0d-4e6b529cf366",
           *       "targetKind": "email",
           *       "email": {
           *         "subject": "Pyongyang ratifies mutual defence treaty with Moscow",
           *         "text": "Lawmakers in Pyongyang have ratified the treaty that Kim Jong Un and Putin signed in June.",
           *         "html": "<p>Lawmakers in Pyongyang have ratified the treaty.</p>",
           *         "headers": {}
           *       },
           *       "slack": {
           *         "text": "Lawmakers in Pyongyang have ratified the treaty that Kim Jong Un and Putin signed in June.",
           *         "blocks": [
           *           {}
           *         ]
           *       },
           *       "webhook": {
           *         "headers": {},
           *         "body": {}
           *       }
           *     }
           */
          'application/json': components['schemas']['DeliveryMessage'];
        };
      };
      400: components['responses']['InvalidRequest'];
      401: components['responses']['NotSignedIn'];
      403: components['responses']['NotAllowed'];
      404: components['responses']['NotFound'];
      429: components['responses']['TooManyRequests'];
      default: components['responses']['InternalError'];
    };
  };
  sendDeliveryAgain: {
    parameters: {
      query?: never;
      header?: {
        /** @description A value of your own for this one request, such as a UUID. Sent again within a day, the request is not done again: the first answer is given again */
        'Idempotency-Key'?: components['parameters']['IdempotencyKey'];
        /** @description The ETag of the state that is meant to be changed. If it was changed since, the answer is 412, and nothing is done */
        'If-Match'?: components['parameters']['IfMatch'];
      };
      path: {
        /**
         * @description Id of the delivery
         * @example 019cb7a4-3f1e-7c52-9a0d-4e6b00002762
         */
        id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Taken on; it is done soon */
      202: {
        headers: {
          ETag: components['headers']['ETag'];
          'Idempotency-Replayed': components['headers']['IdempotencyReplayed'];
          'RateLimit-Limit': components['headers']['RateLimitLimit'];
          'RateLimit-Remaining': components['headers']['RateLimitRemaining'];
          'RateLimit-Reset': components['headers']['RateLimitReset'];
          'X-Request-Id': components['headers']['RequestId'];
          [name: string]: unknown;
        };
        content?: never;
      };
      400: components['responses']['InvalidRequest'];
      401: components['responses']['NotSignedIn'];
      403: components['responses']['NotAllowed'];
      404: components['responses']['NotFound'];
      409: components['responses']['Conflict'];
      412: components['responses']['PreconditionFailed'];
      422: components['responses']['IdempotencyConflict'];
      429: components['responses']['TooManyRequests'];
      default: components['responses']['InternalError'];
    };
  };
  sendDeliveriesAgain: {
    parameters: {
      query?: never;
      header?: {
        /** @description A value of your own for this one request, such as a UUID. Sent again within a day, the request is not done again: the first answer is given again */
        'Idempotency-Key'?: components['parameters']['IdempotencyKey'];
      };
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        /**
         * @example {
         *       "since": "2026-03-04T07:30:00.000Z"
         *     }
         */
        'application/json': components['schemas']['SendAgainRequest'];
      };
    };
    responses: {
      /** @description Taken on; it is done soon */
      202: {
        headers: {
          'Idempotency-Replayed': components['headers']['IdempotencyReplayed'];
          'RateLimit-Limit': components['headers']['RateLimitLimit'];
          'RateLimit-Remaining': components['headers']['RateLimitRemaining'];
          'RateLimit-Reset': components['headers']['RateLimitReset'];
          'X-Request-Id': components['headers']['RequestId'];
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *       "count": 1
           *     }
           */
          'application/json': components['schemas']['SentAgain'];
        };
      };
      400: components['responses']['InvalidRequest'];
      401: components['responses']['NotSignedIn'];
      403: components['responses']['NotAllowed'];
      409: components['responses']['Conflict'];
      413: components['responses']['TooLarge'];
      415: components['responses']['UnsupportedMediaType'];
      422: components['responses']['IdempotencyConflict'];
      429: components['responses']['TooManyRequests'];
      default: components['responses']['InternalError'];
    };
  };
  listDigests: {
    parameters: {
      query?: {
        /** @description `nextCursor` of the page before, with the same filters and order */
        cursor?: string;
        /** @description Made then, or later */
        from?: string;
        /** @description How many to answer at most */
        limit?: number;
        /** @description Only those with this subscriber id */
        subscriberId?: string;
        /** @description Only those with this subscription id */
        subscriptionId?: string;
        /** @description Made before */
        to?: string;
        /** @description Whether to count all that the filters let through */
        total?: boolean;
      };
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description As asked */
      200: {
        headers: {
          'RateLimit-Limit': components['headers']['RateLimitLimit'];
          'RateLimit-Remaining': components['headers']['RateLimitRemaining'];
          'RateLimit-Reset': components['headers']['RateLimitReset'];
          'X-Request-Id': components['headers']['RequestId'];
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *       "items": [
           *         {
           *           "id": "019cb7a4-3f1e-7c52-9a0d-4e6b00002762",
           *           "subscription": {
           *             "id": "019cb7a4-3f1e-7c52-9a0d-4e6b00002762",
           *             "name": "Russia–North Korea pact"
           *           },
           *           "dueAt": "2026-03-04T07:30:00.000Z",
           *           "createdAt": "2026-03-04T07:30:00.000Z",
           *           "topics": [
           *             {
           *               "slug": "russia-dprk-pact",
           *               "name": "Russia–North Korea pact",
           *               "events": []
           *             }
           *           ],
           *           "leftOut": 1,
           *           "deliveries": [
           *             {
           *               "id": "019cb7a4-3f1e-7c52-9a0d-4e6b00002762",
           *               "state": "pending",
           *               "lastReason": "lastReason",
           *               "target": {
           *                 "id": "019cb7a4-3f1e-7c52-9a0d-4e6b00002762",
           *                 "kind": "email",
           *                 "label": "ana@desk.example"
           *               }
           *             }
           *           ]
           *         }
           *       ],
           *       "nextCursor": "nextCursor"
           *     }
           */
          'application/json': components['schemas']['DigestPage'];
        };
      };
      400: components['responses']['InvalidRequest'];
      401: components['responses']['NotSignedIn'];
      403: components['responses']['NotAllowed'];
      429: components['responses']['TooManyRequests'];
      default: components['responses']['InternalError'];
    };
  };
  readDigest: {
    parameters: {
      query?: never;
      header?: {
        /** @description The ETag of what is known already. If it is still the same, the answer is 304, without a body */
        'If-None-Match'?: components['parameters']['IfNoneMatch'];
      };
      path: {
        /**
         * @description Id of the digest
         * @example 019cb7a4-3f1e-7c52-9a0d-4e6b00002762
         */
        id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description As asked */
      200: {
        headers: {
          ETag: components['headers']['ETag'];
          'RateLimit-Limit': components['headers']['RateLimitLimit'];
          'RateLimit-Remaining': components['headers']['RateLimitRemaining'];
          'RateLimit-Reset': components['headers']['RateLimitReset'];
          'X-Request-Id': components['headers']['RequestId'];
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *       "id": "019cb7a4-3f1e-7c52-9a0d-4e6b00002762",
           *       "subscription": {
           *         "id": "019cb7a4-3f1e-7c52-9a0d-4e6b00002762",
           *         "name": "Russia–North Korea pact"
           *       },
           *       "dueAt": "2026-03-04T07:30:00.000Z",
           *       "createdAt": "2026-03-04T07:30:00.000Z",
           *       "topics": [
           *         {
           *           "slug": "russia-dprk-pact",
           *           "name": "Russia–North Korea pact",
           *           "events": [
           *             {
           *               "alertId": "019cb7a4-3f1e-7c52-9a0d-4e6ba074e5f1",
           *               "isNew": false,
           *               "story": {
           *                 "id": "019cb7a4-3f1e-7c52-9a0d-4e6b00002762",
           *                 "title": "Pyongyang ratifies mutual defence treaty with Moscow",
           *                 "url": "https://news.example/2026/03/pyongyang-ratifies-treaty",
           *                 "sourceName": "sourceName",
           *                 "isSample": false
           *               },
           *               "updates": [
           *                 {
           *                   "kind": "development",
           *                   "title": "Pyongyang ratifies mutual defence treaty with Moscow",
           *                   "url": "https://news.example/2026/03/pyongyang-ratifies-treaty",
           *                   "sourceName": "sourceName"
           *                 }
           *               ]
           *             }
           *           ]
           *         }
           *       ],
           *       "leftOut": 1,
           *       "deliveries": [
           *         {
           *           "id": "019cb7a4-3f1e-7c52-9a0d-4e6b00002762",
           *           "state": "pending",
           *           "lastReason": "lastReason",
           *           "target": {
           *             "id": "019cb7a4-3f1e-7c52-9a0d-4e6b00002762",
           *             "kind": "email",
           *             "label": "ana@desk.example"
           *           }
           *         }
           *       ]
           *     }
           */
          'application/json': components['schemas']['Digest'];
        };
      };
      /** @description The same as is known already */
      304: {
        headers: {
          'RateLimit-Limit': components['headers']['RateLimitLimit'];
          'RateLimit-Remaining': components['headers']['RateLimitRemaining'];
          'RateLimit-Reset': components['headers']['RateLimitReset'];
          'X-Request-Id': components['headers']['RequestId'];
          [name: string]: unknown;
        };
        content?: never;
      };
      400: components['responses']['InvalidRequest'];
      401: components['responses']['NotSignedIn'];
      403: components['responses']['NotAllowed'];
      404: components['responses']['NotFound'];
      429: components['responses']['TooManyRequests'];
      default: components['responses']['InternalError'];
    };
  };
  listEntities: {
    parameters: {
      query?: {
        /** @description `nextCursor` of the page before, with the same filters and order */
        cursor?: string;
        /** @description Only those with this kind */
        kind?: components['schemas']['EntityKind'];
        /** @description How many to answer at most */
        limit?: number;
        /** @description Part of the slug or of the name */
        q?: string;
        /** @description By which field, ascending; with a minus before it, descending. Without it, newest first */
        sort?: 'slug' | '-slug' | 'name' | '-name' | 'createdAt' | '-createdAt' | 'updatedAt' | '-updatedAt';
        /** @description Whether to count all that the filters let through */
        total?: boolean;
      };
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description As asked */
      200: {
        headers: {
          'RateLimit-Limit': components['headers']['RateLimitLimit'];
          'RateLimit-Remaining': components['headers']['RateLimitRemaining'];
          'RateLimit-Reset': components['headers']['RateLimitReset'];
          'X-Request-Id': components['headers']['RequestId'];
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *       "items": [
           *         {
           *           "id": "019cb7a4-3f1e-7c52-9a0d-4e6b00002762",
           *           "slug": "north-korea",
           *           "name": "North Korea",
           *           "kind": "person",
           *           "forms": {},
           *           "createdAt": "2026-03-04T07:30:00.000Z",
           *           "updatedAt": "2026-03-04T07:30:00.000Z"
           *         }
           *       ],
           *       "nextCursor": "nextCursor"
           *     }
           */
          'application/json': components['schemas']['EntityPage'];
        };
      };
      400: components['responses']['InvalidRequest'];
      401: components['responses']['NotSignedIn'];
      403: components['responses']['NotAllowed'];
      429: components['responses']['TooManyRequests'];
      default: components['responses']['InternalError'];
    };
  };
  createEntity: {
    parameters: {
      query?: never;
      header?: {
        /** @description A value of your own for this one request, such as a UUID. Sent again within a day, the request is not done again: the first answer is given again */
        'Idempotency-Key'?: components['parameters']['IdempotencyKey'];
      };
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        /**
         * @example {
         *       "slug": "north-korea",
         *       "name": "North Korea",
         *       "kind": "person",
         *       "forms": {}
         *     }
         */
        'application/json': components['schemas']['CreateEntity'];
      };
    };
    responses: {
      /** @description Made */
      201: {
        headers: {
          ETag: components['headers']['ETag'];
          'Idempotency-Replayed': components['headers']['IdempotencyReplayed'];
          Location: components['headers']['Location'];
          'RateLimit-Limit': components['headers']['RateLimitLimit'];
          'RateLimit-Remaining': components['headers']['RateLimitRemaining'];
          'RateLimit-Reset': components['headers']['RateLimitReset'];
          'X-Request-Id': components['headers']['RequestId'];
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *       "id": "019cb7a4-3f1e-7c52-9a0d-4e6b00002762",
           *       "slug": "north-korea",
           *       "name": "North Korea",
           *       "kind": "person",
           *       "forms": {},
           *       "createdAt": "2026-03-04T07:30:00.000Z",
           *       "updatedAt": "2026-03-04T07:30:00.000Z"
           *     }
           */
          'application/json': components['schemas']['Entity'];
        };
      };
      400: components['responses']['InvalidRequest'];
      401: components['responses']['NotSignedIn'];
      403: components['responses']['NotAllowed'];
      409: components['responses']['Conflict'];
      413: components['responses']['TooLarge'];
      415: components['responses']['UnsupportedMediaType'];
      422: components['responses']['IdempotencyConflict'];
      429: components['responses']['TooManyRequests'];
      default: components['responses']['InternalError'];
    };
  };
  readEntity: {
    parameters: {
      query?: never;
      header?: {
        /** @description The ETag of what is known already. If it is still the same, the answer is 304, without a body */
        'If-None-Match'?: components['parameters']['IfNoneMatch'];
      };
      path: {
        /**
         * @description Id of the entity
         * @example 019cb7a4-3f1e-7c52-9a0d-4e6b00002762
         */
        id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description As asked */
      200: {
        headers: {
          ETag: components['headers']['ETag'];
          'RateLimit-Limit': components['headers']['RateLimitLimit'];
          'RateLimit-Remaining': components['headers']['RateLimitRemaining'];
          'RateLimit-Reset': components['headers']['RateLimitReset'];
          'X-Request-Id': components['headers']['RequestId'];
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *       "id": "019cb7a4-3f1e-7c52-9a0d-4e6b00002762",
           *       "slug": "north-korea",
           *       "name": "North Korea",
           *       "kind": "person",
           *       "forms": {},
           *       "createdAt": "2026-03-04T07:30:00.000Z",
           *       "updatedAt": "2026-03-04T07:30:00.000Z"
           *     }
           */
          'application/json': components['schemas']['Entity'];
        };
      };
      /** @description The same as is known already */
      304: {
        headers: {
          'RateLimit-Limit': components['headers']['RateLimitLimit'];
          'RateLimit-Remaining': components['headers']['RateLimitRemaining'];
          'RateLimit-Reset': components['headers']['RateLimitReset'];
          'X-Request-Id': components['headers']['RequestId'];
          [name: string]: unknown;
        };
        content?: never;
      };
      400: components['responses']['InvalidRequest'];
      401: components['responses']['NotSignedIn'];
      403: components['responses']['NotAllowed'];
      404: components['responses']['NotFound'];
      429: components['responses']['TooManyRequests'];
      default: components['responses']['InternalError'];
    };
  };
  deleteEntity: {
    parameters: {
      query?: never;
      header?: {
        /** @description The ETag of the state that is meant to be changed. If it was changed since, the answer is 412, and nothing is done */
        'If-Match'?: components['parameters']['IfMatch'];
      };
      path: {
        /**
         * @description Id of the entity
         * @example 019cb7a4-3f1e-7c52-9a0d-4e6b00002762
         */
        id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Done */
      204: {
        headers: {
          'RateLimit-Limit': components['headers']['RateLimitLimit'];
          'RateLimit-Remaining': components['headers']['RateLimitRemaining'];
          'RateLimit-Reset': components['headers']['RateLimitReset'];
          'X-Request-Id': components['headers']['RequestId'];
          [name: string]: unknown;
        };
        content?: never;
      };
      400: components['responses']['InvalidRequest'];
      401: components['responses']['NotSignedIn'];
      403: components['responses']['NotAllowed'];
      404: components['responses']['NotFound'];
      409: components['responses']['Conflict'];
      412: components['responses']['PreconditionFailed'];
      429: components['responses']['TooManyRequests'];
      default: components['responses']['InternalError'];
    };
  };
  updateEntity: {
    parameters: {
      query?: never;
      header?: {
        /** @description The ETag of the state that is meant to be changed. If it was changed since, the answer is 412, and nothing is done */
        'If-Match'?: components['parameters']['IfMatch'];
      };
      path: {
        /**
         * @description Id of the entity
         * @example 019cb7a4-3f1e-7c52-9a0d-4e6b00002762
         */
        id: string;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        /**
         * @example {
         *       "name": "North Korea"
         *     }
         */
        'application/json': components['schemas']['UpdateEntity'];
      };
    };
    responses: {
      /** @description As asked */
      200: {
        headers: {
          ETag: components['headers']['ETag'];
          'RateLimit-Limit': components['headers']['RateLimitLimit'];
          'RateLimit-Remaining': components['headers']['RateLimitRemaining'];
          'RateLimit-Reset': components['headers']['RateLimitReset'];
          'X-Request-Id': components['headers']['RequestId'];
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *       "id": "019cb7a4-3f1e-7c52-9a0d-4e6b00002762",
           *       "slug": "north-korea",
           *       "name": "North Korea",
           *       "kind": "person",
           *       "forms": {},
           *       "createdAt": "2026-03-04T07:30:00.000Z",
           *       "updatedAt": "2026-03-04T07:30:00.000Z"
           *     }
           */
          'application/json': components['schemas']['Entity'];
        };
      };
      400: components['responses']['InvalidRequest'];
      401: components['responses']['NotSignedIn'];
      403: components['responses']['NotAllowed'];
      404: components['responses']['NotFound'];
      409: components['responses']['Conflict'];
      412: components['responses']['PreconditionFailed'];
      413: components['responses']['TooLarge'];
      415: components['responses']['UnsupportedMediaType'];
      429: components['responses']['TooManyRequests'];
      default: components['responses']['InternalError'];
    };
  };
  usageEntity: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        /**
         * @description Id of the entity
         * @example 019cb7a4-3f1e-7c52-9a0d-4e6b00002762
         */
        id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description As asked */
      200: {
        headers: {
          'RateLimit-Limit': components['headers']['RateLimitLimit'];
          'RateLimit-Remaining': components['headers']['RateLimitRemaining'];
          'RateLimit-Reset': components['headers']['RateLimitReset'];
          'X-Request-Id': components['headers']['RequestId'];
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *       "topics": [
           *         {
           *           "id": "019cb7a4-3f1e-7c52-9a0d-4e6b00002762",
           *           "slug": "russia-dprk-pact",
           *           "name": "Russia–North Korea pact",
           *           "enabled": false
           *         }
           *       ],
           *       "ownQueries": 1
           *     }
           */
          'application/json': components['schemas']['EntityUsage'];
        };
      };
      400: components['responses']['InvalidRequest'];
      401: components['responses']['NotSignedIn'];
      403: components['responses']['NotAllowed'];
      404: components['responses']['NotFound'];
      429: components['responses']['TooManyRequests'];
      default: components['responses']['InternalError'];
    };
  };
  listEvents: {
    parameters: {
      query?: {
        /** @description `nextCursor` of the page before, with the same filters and order */
        cursor?: string;
        /** @description First seen at this time or later */
        from?: string;
        /** @description How many to answer at most */
        limit?: number;
        /** @description First seen before this time */
        to?: string;
        /** @description Slug of a topic that found a story of it */
        topic?: string;
      };
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description As asked */
      200: {
        headers: {
          'RateLimit-Limit': components['headers']['RateLimitLimit'];
          'RateLimit-Remaining': components['headers']['RateLimitRemaining'];
          'RateLimit-Reset': components['headers']['RateLimitReset'];
          'X-Request-Id': components['headers']['RequestId'];
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *       "items": [
           *         {
           *           "id": "019cb7a4-3f1e-7c52-9a0d-4e6b00002762",
           *           "firstSeenAt": "2026-03-04T07:30:00.000Z",
           *           "title": "Pyongyang ratifies mutual defence treaty with Moscow",
           *           "storyCount": 1,
           *           "sourceCount": 1,
           *           "languages": [
           *             "en",
           *             "ko"
           *           ],
           *           "topics": [
           *             {
           *               "id": "019cb7a4-3f1e-7c52-9a0d-4e6b00002762",
           *               "slug": "russia-dprk-pact",
           *               "name": "Russia–North Korea pact"
           *             }
           *           ]
           *         }
           *       ],
           *       "nextCursor": "nextCursor"
           *     }
           */
          'application/json': components['schemas']['EventPage'];
        };
      };
      400: components['responses']['InvalidRequest'];
      401: components['responses']['NotSignedIn'];
      403: components['responses']['NotAllowed'];
      429: components['responses']['TooManyRequests'];
      default: components['responses']['InternalError'];
    };
  };
  readEvent: {
    parameters: {
      query?: never;
      header?: {
        /** @description The ETag of what is known already. If it is still the same, the answer is 304, without a body */
        'If-None-Match'?: components['parameters']['IfNoneMatch'];
      };
      path: {
        /**
         * @description Id of the event
         * @example 019cb7a4-3f1e-7c52-9a0d-4e6b00002762
         */
        id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description As asked */
      200: {
        headers: {
          ETag: components['headers']['ETag'];
          'RateLimit-Limit': components['headers']['RateLimitLimit'];
          'RateLimit-Remaining': components['headers']['RateLimitRemaining'];
          'RateLimit-Reset': components['headers']['RateLimitReset'];
          'X-Request-Id': components['headers']['RequestId'];
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *       "id": "019cb7a4-3f1e-7c52-9a0d-4e6b00002762",
           *       "firstSeenAt": "2026-03-04T07:30:00.000Z",
           *       "title": "Pyongyang ratifies mutual defence treaty with Moscow",
           *       "storyCount": 1,
           *       "sourceCount": 1,
           *       "languages": [
           *         "en",
           *         "ko"
           *       ],
           *       "topics": [
           *         {
           *           "id": "019cb7a4-3f1e-7c52-9a0d-4e6b00002762",
           *           "slug": "russia-dprk-pact",
           *           "name": "Russia–North Korea pact"
           *         }
           *       ],
           *       "stories": [
           *         {
           *           "id": "019cb7a4-3f1e-7c52-9a0d-4e6b00002762",
           *           "title": "Pyongyang ratifies mutual defence treaty with Moscow",
           *           "url": "https://news.example/2026/03/pyongyang-ratifies-treaty",
           *           "language": "en",
           *           "publishedAt": "2026-03-04T07:30:00.000Z",
           *           "fetchedAt": "2026-03-04T07:30:00.000Z",
           *           "role": "first",
           *           "likeStoryId": "019cb7a4-3f1e-7c52-9a0d-4e6b238d2fe9",
           *           "likeness": 1,
           *           "feed": {
           *             "id": "019cb7a4-3f1e-7c52-9a0d-4e6b00002762",
           *             "title": "Pyongyang ratifies mutual defence treaty with Moscow",
           *             "sourceKind": "wire"
           *           },
           *           "topics": [
           *             {
           *               "id": "019cb7a4-3f1e-7c52-9a0d-4e6b00002762",
           *               "slug": "russia-dprk-pact",
           *               "name": "Russia–North Korea pact"
           *             }
           *           ]
           *         }
           *       ]
           *     }
           */
          'application/json': components['schemas']['EventWithStories'];
        };
      };
      /** @description The same as is known already */
      304: {
        headers: {
          'RateLimit-Limit': components['headers']['RateLimitLimit'];
          'RateLimit-Remaining': components['headers']['RateLimitRemaining'];
          'RateLimit-Reset': components['headers']['RateLimitReset'];
          'X-Request-Id': components['headers']['RequestId'];
          [name: string]: unknown;
        };
        content?: never;
      };
      400: components['responses']['InvalidRequest'];
      401: components['responses']['NotSignedIn'];
      403: components['responses']['NotAllowed'];
      404: components['responses']['NotFound'];
      429: components['responses']['TooManyRequests'];
      default: components['responses']['InternalError'];
    };
  };
  listFeedNotices: {
    parameters: {
      query?: {
        /** @description `nextCursor` of the page before, with the same filters and order */
        cursor?: string;
        /** @description Only those with this feed id */
        feedId?: string;
        /** @description Only those with this kind */
        kind?: 'gone' | 'moved' | 'duplicate' | 'missed-items' | 'quiet' | 'failing';
        /** @description How many to answer at most */
        limit?: number;
        /** @description Only what is still open, or only what is cleared */
        open?: boolean;
        /** @description Whether to count all that the filters let through */
        total?: boolean;
      };
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description As asked */
      200: {
        headers: {
          'RateLimit-Limit': components['headers']['RateLimitLimit'];
          'RateLimit-Remaining': components['headers']['RateLimitRemaining'];
          'RateLimit-Reset': components['headers']['RateLimitReset'];
          'X-Request-Id': components['headers']['RequestId'];
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *       "items": [
           *         {
           *           "id": "019cb7a4-3f1e-7c52-9a0d-4e6b00002762",
           *           "kind": "gone",
           *           "message": "There is no entity @north-corea",
           *           "feed": {
           *             "id": "019cb7a4-3f1e-7c52-9a0d-4e6b00002762",
           *             "title": "Pyongyang ratifies mutual defence treaty with Moscow",
           *             "url": "https://news.example/2026/03/pyongyang-ratifies-treaty"
           *           },
           *           "raisedAt": "2026-03-04T07:30:00.000Z",
           *           "clearedAt": "2026-03-04T07:30:00.000Z"
           *         }
           *       ],
           *       "nextCursor": "nextCursor"
           *     }
           */
          'application/json': components['schemas']['FeedNoticePage'];
        };
      };
      400: components['responses']['InvalidRequest'];
      401: components['responses']['NotSignedIn'];
      403: components['responses']['NotAllowed'];
      429: components['responses']['TooManyRequests'];
      default: components['responses']['InternalError'];
    };
  };
  readFeedNotice: {
    parameters: {
      query?: never;
      header?: {
        /** @description The ETag of what is known already. If it is still the same, the answer is 304, without a body */
        'If-None-Match'?: components['parameters']['IfNoneMatch'];
      };
      path: {
        /**
         * @description Id of the feed notice
         * @example 019cb7a4-3f1e-7c52-9a0d-4e6b00002762
         */
        id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description As asked */
      200: {
        headers: {
          ETag: components['headers']['ETag'];
          'RateLimit-Limit': components['headers']['RateLimitLimit'];
          'RateLimit-Remaining': components['headers']['RateLimitRemaining'];
          'RateLimit-Reset': components['headers']['RateLimitReset'];
          'X-Request-Id': components['headers']['RequestId'];
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *       "id": "019cb7a4-3f1e-7c52-9a0d-4e6b00002762",
           *       "kind": "gone",
           *       "message": "There is no entity @north-corea",
           *       "feed": {
           *         "id": "019cb7a4-3f1e-7c52-9a0d-4e6b00002762",
           *         "title": "Pyongyang ratifies mutual defence treaty with Moscow",
           *         "url": "https://news.example/2026/03/pyongyang-ratifies-treaty"
           *       },
           *       "raisedAt": "2026-03-04T07:30:00.000Z",
           *       "clearedAt": "2026-03-04T07:30:00.000Z"
           *     }
           */
          'application/json': components['schemas']['FeedNotice'];
        };
      };
      /** @description The same as is known already */
      304: {
        headers: {
          'RateLimit-Limit': components['headers']['RateLimitLimit'];
          'RateLimit-Remaining': components['headers']['RateLimitRemaining'];
          'RateLimit-Reset': components['headers']['RateLimitReset'];
          'X-Request-Id': components['headers']['RequestId'];
          [name: string]: unknown;
        };
        content?: never;
      };
      400: components['responses']['InvalidRequest'];
      401: components['responses']['NotSignedIn'];
      403: components['responses']['NotAllowed'];
      404: components['responses']['NotFound'];
      429: components['responses']['TooManyRequests'];
      default: components['responses']['InternalError'];
    };
  };
  clearFeedNotice: {
    parameters: {
      query?: never;
      header?: {
        /** @description A value of your own for this one request, such as a UUID. Sent again within a day, the request is not done again: the first answer is given again */
        'Idempotency-Key'?: components['parameters']['IdempotencyKey'];
        /** @description The ETag of the state that is meant to be changed. If it was changed since, the answer is 412, and nothing is done */
        'If-Match'?: components['parameters']['IfMatch'];
      };
      path: {
        /**
         * @description Id of the feed notice
         * @example 019cb7a4-3f1e-7c52-9a0d-4e6b00002762
         */
        id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description As asked */
      200: {
        headers: {
          ETag: components['headers']['ETag'];
          'Idempotency-Replayed': components['headers']['IdempotencyReplayed'];
          'RateLimit-Limit': components['headers']['RateLimitLimit'];
          'RateLimit-Remaining': components['headers']['RateLimitRemaining'];
          'RateLimit-Reset': components['headers']['RateLimitReset'];
          'X-Request-Id': components['headers']['RequestId'];
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *       "id": "019cb7a4-3f1e-7c52-9a0d-4e6b00002762",
           *       "kind": "gone",
           *       "message": "There is no entity @north-corea",
           *       "feed": {
           *         "id": "019cb7a4-3f1e-7c52-9a0d-4e6b00002762",
           *         "title": "Pyongyang ratifies mutual defence treaty with Moscow",
           *         "url": "https://news.example/2026/03/pyongyang-ratifies-treaty"
           *       },
           *       "raisedAt": "2026-03-04T07:30:00.000Z",
           *       "clearedAt": "2026-03-04T07:30:00.000Z"
           *     }
           */
          'application/json': components['schemas']['FeedNotice'];
        };
      };
      400: components['responses']['InvalidRequest'];
      401: components['responses']['NotSignedIn'];
      403: components['responses']['NotAllowed'];
      404: components['responses']['NotFound'];
      409: components['responses']['Conflict'];
      412: components['responses']['PreconditionFailed'];
      422: components['responses']['IdempotencyConflict'];
      429: components['responses']['TooManyRequests'];
      default: components['responses']['InternalError'];
    };
  };
  listFeeds: {
    parameters: {
      query?: {
        /** @description Only those with this country */
        country?: string;
        /** @description `nextCursor` of the page before, with the same filters and order */
        cursor?: string;
        /** @description Whether its last fetch failed */
        failing?: boolean;
        /** @description Name of the server that it is fetched from */
        host?: string;
        /** @description Only those with this language */
        language?: string;
        /** @description How many to answer at most */
        limit?: number;
        /** @description Words of its title or address */
        q?: string;
        /** @description By which field, ascending; with a minus before it, descending. Without it, newest first */
        sort?: 'title' | '-title' | 'createdAt' | '-createdAt' | 'nextFetchAt' | '-nextFetchAt';
        /** @description Only those with this source kind */
        sourceKind?: components['schemas']['SourceKind'];
        /** @description Only those with this state */
        state?: 'active' | 'paused' | 'gone' | 'duplicate';
        /** @description Whether to count all that the filters let through */
        total?: boolean;
      };
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description As asked */
      200: {
        headers: {
          'RateLimit-Limit': components['headers']['RateLimitLimit'];
          'RateLimit-Remaining': components['headers']['RateLimitRemaining'];
          'RateLimit-Reset': components['headers']['RateLimitReset'];
          'X-Request-Id': components['headers']['RequestId'];
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *       "items": [
           *         {
           *           "id": "019cb7a4-3f1e-7c52-9a0d-4e6b00002762",
           *           "url": "https://news.example/2026/03/pyongyang-ratifies-treaty",
           *           "title": "Yonhap News Agency",
           *           "siteUrl": "https://news.example/",
           *           "language": "en",
           *           "country": "KR",
           *           "sourceKind": "wire",
           *           "isSample": false,
           *           "state": "active",
           *           "intervalMs": 1,
           *           "fullText": false,
           *           "createdAt": "2026-03-04T07:30:00.000Z",
           *           "nextFetchAt": "2026-03-04T07:30:00.000Z",
           *           "nextFetchReason": "nextFetchReason",
           *           "lastFetchedAt": "2026-03-04T07:30:00.000Z",
           *           "lastSuccessAt": "2026-03-04T07:30:00.000Z",
           *           "lastOutcome": "lastOutcome",
           *           "lastError": "lastError",
           *           "consecutiveFailures": 1,
           *           "publicationGapMs": 1,
           *           "newestItemAt": "2026-03-04T07:30:00.000Z",
           *           "validatorsWork": false,
           *           "finalUrl": "finalUrl",
           *           "duplicateOfId": "019cb7a4-3f1e-7c52-9a0d-4e6b9636bdbc",
           *           "storyCount": 1
           *         }
           *       ],
           *       "nextCursor": "nextCursor"
           *     }
           */
          'application/json': components['schemas']['FeedPage'];
        };
      };
      400: components['responses']['InvalidRequest'];
      401: components['responses']['NotSignedIn'];
      403: components['responses']['NotAllowed'];
      429: components['responses']['TooManyRequests'];
      default: components['responses']['InternalError'];
    };
  };
  createFeed: {
    parameters: {
      query?: never;
      header?: {
        /** @description A value of your own for this one request, such as a UUID. Sent again within a day, the request is not done again: the first answer is given again */
        'Idempotency-Key'?: components['parameters']['IdempotencyKey'];
      };
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        /**
         * @example {
         *       "url": "https://news.example/2026/03/pyongyang-ratifies-treaty",
         *       "title": "Yonhap News Agency",
         *       "language": "en",
         *       "sourceKind": "wire"
         *     }
         */
        'application/json': components['schemas']['CreateFeed'];
      };
    };
    responses: {
      /** @description Made */
      201: {
        headers: {
          ETag: components['headers']['ETag'];
          'Idempotency-Replayed': components['headers']['IdempotencyReplayed'];
          Location: components['headers']['Location'];
          'RateLimit-Limit': components['headers']['RateLimitLimit'];
          'RateLimit-Remaining': components['headers']['RateLimitRemaining'];
          'RateLimit-Reset': components['headers']['RateLimitReset'];
          'X-Request-Id': components['headers']['RequestId'];
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *       "id": "019cb7a4-3f1e-7c52-9a0d-4e6b00002762",
           *       "url": "https://news.example/2026/03/pyongyang-ratifies-treaty",
           *       "title": "Yonhap News Agency",
           *       "siteUrl": "https://news.example/",
           *       "language": "en",
           *       "country": "KR",
           *       "sourceKind": "wire",
           *       "isSample": false,
           *       "state": "active",
           *       "intervalMs": 1,
           *       "fullText": false,
           *       "createdAt": "2026-03-04T07:30:00.000Z",
           *       "nextFetchAt": "2026-03-04T07:30:00.000Z",
           *       "nextFetchReason": "nextFetchReason",
           *       "lastFetchedAt": "2026-03-04T07:30:00.000Z",
           *       "lastSuccessAt": "2026-03-04T07:30:00.000Z",
           *       "lastOutcome": "lastOutcome",
           *       "lastError": "lastError",
           *       "consecutiveFailures": 1,
           *       "publicationGapMs": 1,
           *       "newestItemAt": "2026-03-04T07:30:00.000Z",
           *       "validatorsWork": false,
           *       "finalUrl": "finalUrl",
           *       "duplicateOfId": "019cb7a4-3f1e-7c52-9a0d-4e6b9636bdbc",
           *       "storyCount": 1
           *     }
           */
          'application/json': components['schemas']['Feed'];
        };
      };
      400: components['responses']['InvalidRequest'];
      401: components['responses']['NotSignedIn'];
      403: components['responses']['NotAllowed'];
      409: components['responses']['Conflict'];
      413: components['responses']['TooLarge'];
      415: components['responses']['UnsupportedMediaType'];
      422: components['responses']['IdempotencyConflict'];
      429: components['responses']['TooManyRequests'];
      default: components['responses']['InternalError'];
    };
  };
  readFeed: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        /**
         * @description Id of the feed
         * @example 019cb7a4-3f1e-7c52-9a0d-4e6b00002762
         */
        id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description As asked */
      200: {
        headers: {
          ETag: components['headers']['ETag'];
          'RateLimit-Limit': components['headers']['RateLimitLimit'];
          'RateLimit-Remaining': components['headers']['RateLimitRemaining'];
          'RateLimit-Reset': components['headers']['RateLimitReset'];
          'X-Request-Id': components['headers']['RequestId'];
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *       "id": "019cb7a4-3f1e-7c52-9a0d-4e6b00002762",
           *       "url": "https://news.example/2026/03/pyongyang-ratifies-treaty",
           *       "title": "Yonhap News Agency",
           *       "siteUrl": "https://news.example/",
           *       "language": "en",
           *       "country": "KR",
           *       "sourceKind": "wire",
           *       "isSample": false,
           *       "state": "active",
           *       "intervalMs": 1,
           *       "fullText": false,
           *       "createdAt": "2026-03-04T07:30:00.000Z",
           *       "nextFetchAt": "2026-03-04T07:30:00.000Z",
           *       "nextFetchReason": "nextFetchReason",
           *       "lastFetchedAt": "2026-03-04T07:30:00.000Z",
           *       "lastSuccessAt": "2026-03-04T07:30:00.000Z",
           *       "lastOutcome": "lastOutcome",
           *       "lastError": "lastError",
           *       "consecutiveFailures": 1,
           *       "publicationGapMs": 1,
           *       "newestItemAt": "2026-03-04T07:30:00.000Z",
           *       "validatorsWork": false,
           *       "finalUrl": "finalUrl",
           *       "duplicateOfId": "019cb7a4-3f1e-7c52-9a0d-4e6b9636bdbc",
           *       "storyCount": 1
           *     }
           */
          'application/json': components['schemas']['Feed'];
        };
      };
      400: components['responses']['InvalidRequest'];
      401: components['responses']['NotSignedIn'];
      403: components['responses']['NotAllowed'];
      404: components['responses']['NotFound'];
      429: components['responses']['TooManyRequests'];
      default: components['responses']['InternalError'];
    };
  };
  deleteFeed: {
    parameters: {
      query?: never;
      header?: {
        /** @description The ETag of the state that is meant to be changed. If it was changed since, the answer is 412, and nothing is done */
        'If-Match'?: components['parameters']['IfMatch'];
      };
      path: {
        /**
         * @description Id of the feed
         * @example 019cb7a4-3f1e-7c52-9a0d-4e6b00002762
         */
        id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Done */
      204: {
        headers: {
          'RateLimit-Limit': components['headers']['RateLimitLimit'];
          'RateLimit-Remaining': components['headers']['RateLimitRemaining'];
          'RateLimit-Reset': components['headers']['RateLimitReset'];
          'X-Request-Id': components['headers']['RequestId'];
          [name: string]: unknown;
        };
        content?: never;
      };
      400: components['responses']['InvalidRequest'];
      401: components['responses']['NotSignedIn'];
      403: components['responses']['NotAllowed'];
      404: components['responses']['NotFound'];
      409: components['responses']['Conflict'];
      412: components['responses']['PreconditionFailed'];
      429: components['responses']['TooManyRequests'];
      default: components['responses']['InternalError'];
    };
  };
  updateFeed: {
    parameters: {
      query?: never;
      header?: {
        /** @description The ETag of the state that is meant to be changed. If it was changed since, the answer is 412, and nothing is done */
        'If-Match'?: components['parameters']['IfMatch'];
      };
      path: {
        /**
         * @description Id of the feed
         * @example 019cb7a4-3f1e-7c52-9a0d-4e6b00002762
         */
        id: string;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        /**
         * @example {
         *       "state": "paused"
         *     }
         */
        'application/json': components['schemas']['UpdateFeed'];
      };
    };
    responses: {
      /** @description As asked */
      200: {
        headers: {
          ETag: components['headers']['ETag'];
          'RateLimit-Limit': components['headers']['RateLimitLimit'];
          'RateLimit-Remaining': components['headers']['RateLimitRemaining'];
          'RateLimit-Reset': components['headers']['RateLimitReset'];
          'X-Request-Id': components['headers']['RequestId'];
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *       "id": "019cb7a4-3f1e-7c52-9a0d-4e6b00002762",
           *       "url": "https://news.example/2026/03/pyongyang-ratifies-treaty",
           *       "title": "Yonhap News Agency",
           *       "siteUrl": "https://news.example/",
           *       "language": "en",
           *       "country": "KR",
           *       "sourceKind": "wire",
           *       "isSample": false,
           *       "state": "active",
           *       "intervalMs": 1,
           *       "fullText": false,
           *       "createdAt": "2026-03-04T07:30:00.000Z",
           *       "nextFetchAt": "2026-03-04T07:30:00.000Z",
           *       "nextFetchReason": "nextFetchReason",
           *       "lastFetchedAt": "2026-03-04T07:30:00.000Z",
           *       "lastSuccessAt": "2026-03-04T07:30:00.000Z",
           *       "lastOutcome": "lastOutcome",
           *       "lastError": "lastError",
           *       "consecutiveFailures": 1,
           *       "publicationGapMs": 1,
           *       "newestItemAt": "2026-03-04T07:30:00.000Z",
           *       "validatorsWork": false,
           *       "finalUrl": "finalUrl",
           *       "duplicateOfId": "019cb7a4-3f1e-7c52-9a0d-4e6b9636bdbc",
           *       "storyCount": 1
           *     }
           */
          'application/json': components['schemas']['Feed'];
        };
      };
      400: components['responses']['InvalidRequest'];
      401: components['responses']['NotSignedIn'];
      403: components['responses']['NotAllowed'];
      404: components['responses']['NotFound'];
      409: components['responses']['Conflict'];
      412: components['responses']['PreconditionFailed'];
      413: components['responses']['TooLarge'];
      415: components['responses']['UnsupportedMediaType'];
      429: components['responses']['TooManyRequests'];
      default: components['responses']['InternalError'];
    };
  };
  fetchFeed: {
    parameters: {
      query?: never;
      header?: {
        /** @description A value of your own for this one request, such as a UUID. Sent again within a day, the request is not done again: the first answer is given again */
        'Idempotency-Key'?: components['parameters']['IdempotencyKey'];
        /** @description The ETag of the state that is meant to be changed. If it was changed since, the answer is 412, and nothing is done */
        'If-Match'?: components['parameters']['IfMatch'];
      };
      path: {
        /**
         * @description Id of the feed
         * @example 019cb7a4-3f1e-7c52-9a0d-4e6b00002762
         */
        id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Taken on; it is done soon */
      202: {
        headers: {
          ETag: components['headers']['ETag'];
          'Idempotency-Replayed': components['headers']['IdempotencyReplayed'];
          'RateLimit-Limit': components['headers']['RateLimitLimit'];
          'RateLimit-Remaining': components['headers']['RateLimitRemaining'];
          'RateLimit-Reset': components['headers']['RateLimitReset'];
          'X-Request-Id': components['headers']['RequestId'];
          [name: string]: unknown;
        };
        content?: never;
      };
      400: components['responses']['InvalidRequest'];
      401: components['responses']['NotSignedIn'];
      403: components['responses']['NotAllowed'];
      404: components['responses']['NotFound'];
      409: components['responses']['Conflict'];
      412: components['responses']['PreconditionFailed'];
      422: components['responses']['IdempotencyConflict'];
      429: components['responses']['TooManyRequests'];
      default: components['responses']['InternalError'];
    };
  };
  listFetches: {
    parameters: {
      query?: {
        /** @description `nextCursor` of the page before, with the same filters and order */
        cursor?: string;
        /** @description How many to answer at most */
        limit?: number;
        /** @description What the fetch came to, such as fresh or retry-later */
        outcome?: string;
        /** @description Whether to count all that the filters let through */
        total?: boolean;
      };
      header?: never;
      path: {
        /**
         * @description Id of the feed
         * @example 019cb7a4-3f1e-7c52-9a0d-4e6b00002762
         */
        id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description As asked */
      200: {
        headers: {
          'RateLimit-Limit': components['headers']['RateLimitLimit'];
          'RateLimit-Remaining': components['headers']['RateLimitRemaining'];
          'RateLimit-Reset': components['headers']['RateLimitReset'];
          'X-Request-Id': components['headers']['RequestId'];
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *       "items": [
           *         {
           *           "id": "019cb7a4-3f1e-7c52-9a0d-4e6b00002762",
           *           "outcome": "outcome",
           *           "message": "There is no entity @north-corea",
           *           "firstAt": "2026-03-04T07:30:00.000Z",
           *           "lastAt": "2026-03-04T07:30:00.000Z",
           *           "times": 1,
           *           "status": 200,
           *           "finalUrl": "finalUrl",
           *           "durationMs": 1,
           *           "bytes": 1,
           *           "itemCount": 1,
           *           "newCount": 1,
           *           "changedCount": 1
           *         }
           *       ],
           *       "nextCursor": "nextCursor"
           *     }
           */
          'application/json': components['schemas']['FetchPage'];
        };
      };
      400: components['responses']['InvalidRequest'];
      401: components['responses']['NotSignedIn'];
      403: components['responses']['NotAllowed'];
      404: components['responses']['NotFound'];
      429: components['responses']['TooManyRequests'];
      default: components['responses']['InternalError'];
    };
  };
  listFeedMoves: {
    parameters: {
      query?: {
        /** @description `nextCursor` of the page before, with the same filters and order */
        cursor?: string;
        /** @description How many to answer at most */
        limit?: number;
        /** @description Whether to count all that the filters let through */
        total?: boolean;
      };
      header?: never;
      path: {
        /**
         * @description Id of the feed
         * @example 019cb7a4-3f1e-7c52-9a0d-4e6b00002762
         */
        id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description As asked */
      200: {
        headers: {
          'RateLimit-Limit': components['headers']['RateLimitLimit'];
          'RateLimit-Remaining': components['headers']['RateLimitRemaining'];
          'RateLimit-Reset': components['headers']['RateLimitReset'];
          'X-Request-Id': components['headers']['RequestId'];
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *       "items": [
           *         {
           *           "id": "019cb7a4-3f1e-7c52-9a0d-4e6b00002762",
           *           "fromUrl": "fromUrl",
           *           "toUrl": "toUrl",
           *           "movedAt": "2026-03-04T07:30:00.000Z",
           *           "undoneAt": "2026-03-04T07:30:00.000Z"
           *         }
           *       ],
           *       "nextCursor": "nextCursor"
           *     }
           */
          'application/json': components['schemas']['FeedMovePage'];
        };
      };
      400: components['responses']['InvalidRequest'];
      401: components['responses']['NotSignedIn'];
      403: components['responses']['NotAllowed'];
      404: components['responses']['NotFound'];
      429: components['responses']['TooManyRequests'];
      default: components['responses']['InternalError'];
    };
  };
  undoFeedMove: {
    parameters: {
      query?: never;
      header?: {
        /** @description A value of your own for this one request, such as a UUID. Sent again within a day, the request is not done again: the first answer is given again */
        'Idempotency-Key'?: components['parameters']['IdempotencyKey'];
      };
      path: {
        /**
         * @description Id of the feed
         * @example 019cb7a4-3f1e-7c52-9a0d-4e6b00002762
         */
        id: string;
        /**
         * @description Move id of the thing
         * @example 019cb7a4-3f1e-7c52-9a0d-4e6b329f3395
         */
        moveId: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Done */
      204: {
        headers: {
          'Idempotency-Replayed': components['headers']['IdempotencyReplayed'];
          'RateLimit-Limit': components['headers']['RateLimitLimit'];
          'RateLimit-Remaining': components['headers']['RateLimitRemaining'];
          'RateLimit-Reset': components['headers']['RateLimitReset'];
          'X-Request-Id': components['headers']['RequestId'];
          [name: string]: unknown;
        };
        content?: never;
      };
      400: components['responses']['InvalidRequest'];
      401: components['responses']['NotSignedIn'];
      403: components['responses']['NotAllowed'];
      404: components['responses']['NotFound'];
      409: components['responses']['Conflict'];
      422: components['responses']['IdempotencyConflict'];
      429: components['responses']['TooManyRequests'];
      default: components['responses']['InternalError'];
    };
  };
  discoverFeeds: {
    parameters: {
      query?: never;
      header?: {
        /** @description A value of your own for this one request, such as a UUID. Sent again within a day, the request is not done again: the first answer is given again */
        'Idempotency-Key'?: components['parameters']['IdempotencyKey'];
      };
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        /**
         * @example {
         *       "url": "https://news.example/"
         *     }
         */
        'application/json': components['schemas']['DiscoverFeeds'];
      };
    };
    responses: {
      /** @description As asked */
      200: {
        headers: {
          'Idempotency-Replayed': components['headers']['IdempotencyReplayed'];
          'RateLimit-Limit': components['headers']['RateLimitLimit'];
          'RateLimit-Remaining': components['headers']['RateLimitRemaining'];
          'RateLimit-Reset': components['headers']['RateLimitReset'];
          'X-Request-Id': components['headers']['RequestId'];
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *       "feeds": [
           *         {
           *           "url": "https://news.example/2026/03/pyongyang-ratifies-treaty",
           *           "title": "Pyongyang ratifies mutual defence treaty with Moscow",
           *           "format": "rss",
           *           "itemCount": 1,
           *           "newestItemAt": "2026-03-04T07:30:00.000Z",
           *           "finalUrl": "finalUrl",
           *           "alreadyThere": "019cb7a4-3f1e-7c52-9a0d-4e6bd19e77c1"
           *         }
           *       ],
           *       "tried": [
           *         {
           *           "url": "https://news.example/2026/03/pyongyang-ratifies-treaty",
           *           "outcome": "outcome"
           *         }
           *       ]
           *     }
           */
          'application/json': components['schemas']['Discovery'];
        };
      };
      400: components['responses']['InvalidRequest'];
      401: components['responses']['NotSignedIn'];
      403: components['responses']['NotAllowed'];
      409: components['responses']['Conflict'];
      413: components['responses']['TooLarge'];
      415: components['responses']['UnsupportedMediaType'];
      422: components['responses']['IdempotencyConflict'];
      429: components['responses']['TooManyRequests'];
      default: components['responses']['InternalError'];
    };
  };
  exportFeeds: {
    parameters: {
      query?: {
        /** @description Only those with this state */
        state?: 'active' | 'paused' | 'gone' | 'duplicate';
      };
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description An OPML 2.0 file */
      200: {
        headers: {
          'RateLimit-Limit': components['headers']['RateLimitLimit'];
          'RateLimit-Remaining': components['headers']['RateLimitRemaining'];
          'RateLimit-Reset': components['headers']['RateLimitReset'];
          'X-Request-Id': components['headers']['RequestId'];
          [name: string]: unknown;
        };
        content: {
          /** @example <opml version="2.0"><body><outline type="rss" xmlUrl="https://news.example/rss"/></body></opml> */
          'text/x-opml': string;
        };
      };
      400: components['responses']['InvalidRequest'];
      401: components['responses']['NotSignedIn'];
      403: components['responses']['NotAllowed'];
      429: components['responses']['TooManyRequests'];
      default: components['responses']['InternalError'];
    };
  };
  importFeeds: {
    parameters: {
      query?: {
        /** @description How it is called */
        name?: string;
      };
      header?: {
        /** @description A value of your own for this one request, such as a UUID. Sent again within a day, the request is not done again: the first answer is given again */
        'Idempotency-Key'?: components['parameters']['IdempotencyKey'];
      };
      path?: never;
      cookie?: never;
    };
    /** @description The file itself, or JSON: {"name", "opml"} */
    requestBody: {
      content: {
        /** @example text */
        'application/json': string;
        /** @example text */
        'application/xml': string;
        /** @example text */
        'text/x-opml': string;
        /** @example text */
        'text/xml': string;
      };
    };
    responses: {
      /** @description Made */
      201: {
        headers: {
          'Idempotency-Replayed': components['headers']['IdempotencyReplayed'];
          'RateLimit-Limit': components['headers']['RateLimitLimit'];
          'RateLimit-Remaining': components['headers']['RateLimitRemaining'];
          'RateLimit-Reset': components['headers']['RateLimitReset'];
          'X-Request-Id': components['headers']['RequestId'];
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *       "id": "019cb7a4-3f1e-7c52-9a0d-4e6b00002762",
           *       "name": "Russia–North Korea pact",
           *       "createdAt": "2026-03-04T07:30:00.000Z",
           *       "total": 1,
           *       "added": 1,
           *       "alreadyThere": 1,
           *       "errors": 1,
           *       "fetched": 1,
           *       "failing": 1
           *     }
           */
          'application/json': components['schemas']['OpmlImport'];
        };
      };
      400: components['responses']['InvalidRequest'];
      401: components['responses']['NotSignedIn'];
      403: components['responses']['NotAllowed'];
      409: components['responses']['Conflict'];
      413: components['responses']['TooLarge'];
      415: components['responses']['UnsupportedMediaType'];
      422: components['responses']['IdempotencyConflict'];
      429: components['responses']['TooManyRequests'];
      default: components['responses']['InternalError'];
    };
  };
  listFeedImports: {
    parameters: {
      query?: {
        /** @description `nextCursor` of the page before, with the same filters and order */
        cursor?: string;
        /** @description How many to answer at most */
        limit?: number;
        /** @description Whether to count all that the filters let through */
        total?: boolean;
      };
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description As asked */
      200: {
        headers: {
          'RateLimit-Limit': components['headers']['RateLimitLimit'];
          'RateLimit-Remaining': components['headers']['RateLimitRemaining'];
          'RateLimit-Reset': components['headers']['RateLimitReset'];
          'X-Request-Id': components['headers']['RequestId'];
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *       "items": [
           *         {
           *           "id": "019cb7a4-3f1e-7c52-9a0d-4e6b00002762",
           *           "name": "Russia–North Korea pact",
           *           "createdAt": "2026-03-04T07:30:00.000Z",
           *           "total": 1,
           *           "added": 1,
           *           "alreadyThere": 1,
           *           "errors": 1,
           *           "fetched": 1,
           *           "failing": 1
           *         }
           *       ],
           *       "nextCursor": "nextCursor"
           *     }
           */
          'application/json': components['schemas']['OpmlImportPage'];
        };
      };
      400: components['responses']['InvalidRequest'];
      401: components['responses']['NotSignedIn'];
      403: components['responses']['NotAllowed'];
      429: components['responses']['TooManyRequests'];
      default: components['responses']['InternalError'];
    };
  };
  readFeedImport: {
    parameters: {
      query?: never;
      header?: {
        /** @description The ETag of what is known already. If it is still the same, the answer is 304, without a body */
        'If-None-Match'?: components['parameters']['IfNoneMatch'];
      };
      path: {
        /**
         * @description Id of the import
         * @example 019cb7a4-3f1e-7c52-9a0d-4e6b00002762
         */
        id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description As asked */
      200: {
        headers: {
          ETag: components['headers']['ETag'];
          'RateLimit-Limit': components['headers']['RateLimitLimit'];
          'RateLimit-Remaining': components['headers']['RateLimitRemaining'];
          'RateLimit-Reset': components['headers']['RateLimitReset'];
          'X-Request-Id': components['headers']['RequestId'];
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *       "id": "019cb7a4-3f1e-7c52-9a0d-4e6b00002762",
           *       "name": "Russia–North Korea pact",
           *       "createdAt": "2026-03-04T07:30:00.000Z",
           *       "total": 1,
           *       "added": 1,
           *       "alreadyThere": 1,
           *       "errors": 1,
           *       "fetched": 1,
           *       "failing": 1
           *     }
           */
          'application/json': components['schemas']['OpmlImport'];
        };
      };
      /** @description The same as is known already */
      304: {
        headers: {
          'RateLimit-Limit': components['headers']['RateLimitLimit'];
          'RateLimit-Remaining': components['headers']['RateLimitRemaining'];
          'RateLimit-Reset': components['headers']['RateLimitReset'];
          'X-Request-Id': components['headers']['RequestId'];
          [name: string]: unknown;
        };
        content?: never;
      };
      400: components['responses']['InvalidRequest'];
      401: components['responses']['NotSignedIn'];
      403: components['responses']['NotAllowed'];
      404: components['responses']['NotFound'];
      429: components['responses']['TooManyRequests'];
      default: components['responses']['InternalError'];
    };
  };
  deleteOpml: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        /**
         * @description Id of the import
         * @example 019cb7a4-3f1e-7c52-9a0d-4e6b00002762
         */
        id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Done */
      204: {
        headers: {
          'RateLimit-Limit': components['headers']['RateLimitLimit'];
          'RateLimit-Remaining': components['headers']['RateLimitRemaining'];
          'RateLimit-Reset': components['headers']['RateLimitReset'];
          'X-Request-Id': components['headers']['RequestId'];
          [name: string]: unknown;
        };
        content?: never;
      };
      400: components['responses']['InvalidRequest'];
      401: components['responses']['NotSignedIn'];
      403: components['responses']['NotAllowed'];
      404: components['responses']['NotFound'];
      409: components['responses']['Conflict'];
      429: components['responses']['TooManyRequests'];
      default: components['responses']['InternalError'];
    };
  };
  listFeedImportLines: {
    parameters: {
      query?: {
        /** @description `nextCursor` of the page before, with the same filters and order */
        cursor?: number;
        /** @description How many to answer at most */
        limit?: number;
        /** @description Only those with this outcome */
        outcome?: components['schemas']['OpmlImportOutcome'];
      };
      header?: never;
      path: {
        /**
         * @description Id of the import
         * @example 019cb7a4-3f1e-7c52-9a0d-4e6b00002762
         */
        id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description As asked */
      200: {
        headers: {
          'RateLimit-Limit': components['headers']['RateLimitLimit'];
          'RateLimit-Remaining': components['headers']['RateLimitRemaining'];
          'RateLimit-Reset': components['headers']['RateLimitReset'];
          'X-Request-Id': components['headers']['RequestId'];
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *       "items": [
           *         {
           *           "number": 1,
           *           "line": 1,
           *           "title": "Pyongyang ratifies mutual defence treaty with Moscow",
           *           "url": "https://news.example/2026/03/pyongyang-ratifies-treaty",
           *           "outcome": "added",
           *           "message": "There is no entity @north-corea",
           *           "feedId": "019cb7a4-3f1e-7c52-9a0d-4e6b26189e22"
           *         }
           *       ],
           *       "nextCursor": "nextCursor"
           *     }
           */
          'application/json': components['schemas']['OpmlImportLinePage'];
        };
      };
      400: components['responses']['InvalidRequest'];
      401: components['responses']['NotSignedIn'];
      403: components['responses']['NotAllowed'];
      404: components['responses']['NotFound'];
      429: components['responses']['TooManyRequests'];
      default: components['responses']['InternalError'];
    };
  };
  readHealth: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description As asked */
      200: {
        headers: {
          'RateLimit-Limit': components['headers']['RateLimitLimit'];
          'RateLimit-Remaining': components['headers']['RateLimitRemaining'];
          'RateLimit-Reset': components['headers']['RateLimitReset'];
          'X-Request-Id': components['headers']['RequestId'];
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *       "status": "ok",
           *       "version": "0.1.0"
           *     }
           */
          'application/json': components['schemas']['Health'];
        };
      };
      429: components['responses']['TooManyRequests'];
      default: components['responses']['InternalError'];
    };
  };
  followLive: {
    parameters: {
      query?: {
        /** @description The same as the header Last-Event-ID, for clients that cannot set it */
        lastEventId?: string;
        /** @description Which of story, alert and delivery, parted by commas; all that the caller may read, unless told */
        streams?: string;
        /** @description Only stories that this topic finds */
        topic?: string;
      };
      header?: {
        /** @description Of the last event that was received */
        'last-event-id'?: string;
      };
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Events without end */
      200: {
        headers: {
          'RateLimit-Limit': components['headers']['RateLimitLimit'];
          'RateLimit-Remaining': components['headers']['RateLimitRemaining'];
          'RateLimit-Reset': components['headers']['RateLimitReset'];
          'X-Request-Id': components['headers']['RequestId'];
          [name: string]: unknown;
        };
        content: {
          /**
           * @example retry: 2000
           *
           *     id: NzYyLjE
           *     event: story
           *     data: {"id":"…"}
           */
          'text/event-stream': string;
        };
      };
      400: components['responses']['InvalidRequest'];
      401: components['responses']['NotSignedIn'];
      429: components['responses']['TooManyRequests'];
      default: components['responses']['InternalError'];
    };
  };
  listMailboxMessages: {
    parameters: {
      query?: {
        /** @description `nextCursor` of the page before, with the same filters and order */
        cursor?: string;
        /** @description How many to answer at most */
        limit?: number;
        /** @description Only those with this target id */
        targetId?: string;
        /** @description Whether to count all that the filters let through */
        total?: boolean;
      };
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description As asked */
      200: {
        headers: {
          'RateLimit-Limit': components['headers']['RateLimitLimit'];
          'RateLimit-Remaining': components['headers']['RateLimitRemaining'];
          'RateLimit-Reset': components['headers']['RateLimitReset'];
          'X-Request-Id': components['headers']['RequestId'];
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *       "items": [
           *         {
           *           "id": "019cb7a4-3f1e-7c52-9a0d-4e6b00002762",
           *           "deliveryId": "019cb7a4-3f1e-7c52-9a0d-4e6b529cf366",
           *           "to": "ana@desk.example",
           *           "from": "Wirewatch <alerts@desk.example>",
           *           "subject": "Pyongyang ratifies mutual defence treaty with Moscow",
           *           "text": "Lawmakers in Pyongyang have ratified the treaty that Kim Jong Un and Putin signed in June.",
           *           "html": "<p>Lawmakers in Pyongyang have ratified the treaty.</p>",
           *           "headers": {},
           *           "receivedAt": "2026-03-04T07:30:00.000Z"
           *         }
           *       ],
           *       "nextCursor": "nextCursor"
           *     }
           */
          'application/json': components['schemas']['MailboxPage'];
        };
      };
      400: components['responses']['InvalidRequest'];
      401: components['responses']['NotSignedIn'];
      403: components['responses']['NotAllowed'];
      429: components['responses']['TooManyRequests'];
      default: components['responses']['InternalError'];
    };
  };
  readMailboxMessage: {
    parameters: {
      query?: never;
      header?: {
        /** @description The ETag of what is known already. If it is still the same, the answer is 304, without a body */
        'If-None-Match'?: components['parameters']['IfNoneMatch'];
      };
      path: {
        /**
         * @description Id of the mailbox
         * @example 019cb7a4-3f1e-7c52-9a0d-4e6b00002762
         */
        id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description As asked */
      200: {
        headers: {
          ETag: components['headers']['ETag'];
          'RateLimit-Limit': components['headers']['RateLimitLimit'];
          'RateLimit-Remaining': components['headers']['RateLimitRemaining'];
          'RateLimit-Reset': components['headers']['RateLimitReset'];
          'X-Request-Id': components['headers']['RequestId'];
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *       "id": "019cb7a4-3f1e-7c52-9a0d-4e6b00002762",
           *       "deliveryId": "019cb7a4-3f1e-7c52-9a0d-4e6b529cf366",
           *       "to": "ana@desk.example",
           *       "from": "Wirewatch <alerts@desk.example>",
           *       "subject": "Pyongyang ratifies mutual defence treaty with Moscow",
           *       "text": "Lawmakers in Pyongyang have ratified the treaty that Kim Jong Un and Putin signed in June.",
           *       "html": "<p>Lawmakers in Pyongyang have ratified the treaty.</p>",
           *       "headers": {},
           *       "receivedAt": "2026-03-04T07:30:00.000Z"
           *     }
           */
          'application/json': components['schemas']['MailboxMessage'];
        };
      };
      /** @description The same as is known already */
      304: {
        headers: {
          'RateLimit-Limit': components['headers']['RateLimitLimit'];
          'RateLimit-Remaining': components['headers']['RateLimitRemaining'];
          'RateLimit-Reset': components['headers']['RateLimitReset'];
          'X-Request-Id': components['headers']['RequestId'];
          [name: string]: unknown;
        };
        content?: never;
      };
      400: components['responses']['InvalidRequest'];
      401: components['responses']['NotSignedIn'];
      403: components['responses']['NotAllowed'];
      404: components['responses']['NotFound'];
      429: components['responses']['TooManyRequests'];
      default: components['responses']['InternalError'];
    };
  };
  listMatches: {
    parameters: {
      query?: {
        /** @description `nextCursor` of the page before, with the same filters and order */
        cursor?: string;
        /** @description Found at this time or later */
        from?: string;
        /** @description How many to answer at most */
        limit?: number;
        /** @description By which field, ascending; with a minus before it, descending. Without it, newest first */
        sort?: 'matchedAt' | '-matchedAt';
        /** @description Only those with this story id */
        storyId?: string;
        /** @description Found before this time */
        to?: string;
        /** @description The topic's slug; it or storyId must be given */
        topic?: string;
      };
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description As asked */
      200: {
        headers: {
          'RateLimit-Limit': components['headers']['RateLimitLimit'];
          'RateLimit-Remaining': components['headers']['RateLimitRemaining'];
          'RateLimit-Reset': components['headers']['RateLimitReset'];
          'X-Request-Id': components['headers']['RequestId'];
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *       "items": [
           *         {
           *           "story": {
           *             "id": "019cb7a4-3f1e-7c52-9a0d-4e6b00002762",
           *             "title": "Pyongyang ratifies mutual defence treaty with Moscow",
           *             "url": "https://news.example/2026/03/pyongyang-ratifies-treaty"
           *           },
           *           "topic": {
           *             "id": "019cb7a4-3f1e-7c52-9a0d-4e6b00002762",
           *             "slug": "russia-dprk-pact",
           *             "name": "Russia–North Korea pact"
           *           },
           *           "score": 0.82,
           *           "evidence": [
           *             {
           *               "field": "title",
           *               "start": 1,
           *               "end": 1,
           *               "form": "Kim Jong Un",
           *               "clause": "NEAR/20"
           *             }
           *           ],
           *           "storyRevision": 1,
           *           "topicVersion": 1,
           *           "matchedAt": "2026-03-04T07:30:00.000Z"
           *         }
           *       ],
           *       "nextCursor": "nextCursor"
           *     }
           */
          'application/json': components['schemas']['MatchPage'];
        };
      };
      400: components['responses']['InvalidRequest'];
      401: components['responses']['NotSignedIn'];
      403: components['responses']['NotAllowed'];
      429: components['responses']['TooManyRequests'];
      default: components['responses']['InternalError'];
    };
  };
  requestPasswordReset: {
    parameters: {
      query?: never;
      header?: {
        /** @description A value of your own for this one request, such as a UUID. Sent again within a day, the request is not done again: the first answer is given again */
        'Idempotency-Key'?: components['parameters']['IdempotencyKey'];
      };
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        /**
         * @example {
         *       "email": "ana@desk.example"
         *     }
         */
        'application/json': components['schemas']['RequestPasswordReset'];
      };
    };
    responses: {
      /** @description Taken on; it is done soon */
      202: {
        headers: {
          'Idempotency-Replayed': components['headers']['IdempotencyReplayed'];
          'RateLimit-Limit': components['headers']['RateLimitLimit'];
          'RateLimit-Remaining': components['headers']['RateLimitRemaining'];
          'RateLimit-Reset': components['headers']['RateLimitReset'];
          'X-Request-Id': components['headers']['RequestId'];
          [name: string]: unknown;
        };
        content?: never;
      };
      400: components['responses']['InvalidRequest'];
      401: components['responses']['NotSignedIn'];
      409: components['responses']['Conflict'];
      413: components['responses']['TooLarge'];
      415: components['responses']['UnsupportedMediaType'];
      422: components['responses']['IdempotencyConflict'];
      429: components['responses']['TooManyRequests'];
      default: components['responses']['InternalError'];
    };
  };
  setPassword: {
    parameters: {
      query?: never;
      header?: {
        /** @description A value of your own for this one request, such as a UUID. Sent again within a day, the request is not done again: the first answer is given again */
        'Idempotency-Key'?: components['parameters']['IdempotencyKey'];
      };
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        /**
         * @example {
         *       "token": "ww_kY3v0hR9sQ2mT8bN5cX1zL7pW4dF6gJ0",
         *       "password": "correct horse battery staple"
         *     }
         */
        'application/json': components['schemas']['SetPassword'];
      };
    };
    responses: {
      /** @description Done */
      204: {
        headers: {
          'Idempotency-Replayed': components['headers']['IdempotencyReplayed'];
          'RateLimit-Limit': components['headers']['RateLimitLimit'];
          'RateLimit-Remaining': components['headers']['RateLimitRemaining'];
          'RateLimit-Reset': components['headers']['RateLimitReset'];
          'X-Request-Id': components['headers']['RequestId'];
          [name: string]: unknown;
        };
        content?: never;
      };
      400: components['responses']['InvalidRequest'];
      401: components['responses']['NotSignedIn'];
      409: components['responses']['Conflict'];
      413: components['responses']['TooLarge'];
      415: components['responses']['UnsupportedMediaType'];
      422: components['responses']['IdempotencyConflict'];
      429: components['responses']['TooManyRequests'];
      default: components['responses']['InternalError'];
    };
  };
  deleteSampleWire: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Done */
      204: {
        headers: {
          'RateLimit-Limit': components['headers']['RateLimitLimit'];
          'RateLimit-Remaining': components['headers']['RateLimitRemaining'];
          'RateLimit-Reset': components['headers']['RateLimitReset'];
          'X-Request-Id': components['headers']['RequestId'];
          [name: string]: unknown;
        };
        content?: never;
      };
      401: components['responses']['NotSignedIn'];
      403: components['responses']['NotAllowed'];
      409: components['responses']['Conflict'];
      429: components['responses']['TooManyRequests'];
      default: components['responses']['InternalError'];
    };
  };
  readSession: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description As asked */
      200: {
        headers: {
          'RateLimit-Limit': components['headers']['RateLimitLimit'];
          'RateLimit-Remaining': components['headers']['RateLimitRemaining'];
          'RateLimit-Reset': components['headers']['RateLimitReset'];
          'X-Request-Id': components['headers']['RequestId'];
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *       "user": {
           *         "id": "019cb7a4-3f1e-7c52-9a0d-4e6b00002762",
           *         "email": "ana@desk.example",
           *         "name": "Russia–North Korea pact",
           *         "role": "admin"
           *       },
           *       "scopes": [
           *         "feeds:read"
           *       ]
           *     }
           */
          'application/json': components['schemas']['Session'];
        };
      };
      401: components['responses']['NotSignedIn'];
      429: components['responses']['TooManyRequests'];
      default: components['responses']['InternalError'];
    };
  };
  signIn: {
    parameters: {
      query?: never;
      header?: {
        /** @description A value of your own for this one request, such as a UUID. Sent again within a day, the request is not done again: the first answer is given again */
        'Idempotency-Key'?: components['parameters']['IdempotencyKey'];
      };
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        /**
         * @example {
         *       "email": "editor@desk.example",
         *       "password": "correct horse battery staple"
         *     }
         */
        'application/json': components['schemas']['SignIn'];
      };
    };
    responses: {
      /** @description As asked */
      200: {
        headers: {
          'Idempotency-Replayed': components['headers']['IdempotencyReplayed'];
          'RateLimit-Limit': components['headers']['RateLimitLimit'];
          'RateLimit-Remaining': components['headers']['RateLimitRemaining'];
          'RateLimit-Reset': components['headers']['RateLimitReset'];
          'X-Request-Id': components['headers']['RequestId'];
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *       "user": {
           *         "id": "019cb7a4-3f1e-7c52-9a0d-4e6b00002762",
           *         "email": "ana@desk.example",
           *         "name": "Russia–North Korea pact",
           *         "role": "admin"
           *       },
           *       "scopes": [
           *         "feeds:read"
           *       ]
           *     }
           */
          'application/json': components['schemas']['Session'];
        };
      };
      400: components['responses']['InvalidRequest'];
      401: components['responses']['NotSignedIn'];
      409: components['responses']['Conflict'];
      413: components['responses']['TooLarge'];
      415: components['responses']['UnsupportedMediaType'];
      422: components['responses']['IdempotencyConflict'];
      429: components['responses']['TooManyRequests'];
      default: components['responses']['InternalError'];
    };
  };
  signOut: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Done */
      204: {
        headers: {
          'RateLimit-Limit': components['headers']['RateLimitLimit'];
          'RateLimit-Remaining': components['headers']['RateLimitRemaining'];
          'RateLimit-Reset': components['headers']['RateLimitReset'];
          'X-Request-Id': components['headers']['RequestId'];
          [name: string]: unknown;
        };
        content?: never;
      };
      401: components['responses']['NotSignedIn'];
      409: components['responses']['Conflict'];
      429: components['responses']['TooManyRequests'];
      default: components['responses']['InternalError'];
    };
  };
  optionsSession: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description As asked */
      200: {
        headers: {
          'RateLimit-Limit': components['headers']['RateLimitLimit'];
          'RateLimit-Remaining': components['headers']['RateLimitRemaining'];
          'RateLimit-Reset': components['headers']['RateLimitReset'];
          'X-Request-Id': components['headers']['RequestId'];
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *       "password": false,
           *       "oidc": false
           *     }
           */
          'application/json': components['schemas']['SignInOptions'];
        };
      };
      429: components['responses']['TooManyRequests'];
      default: components['responses']['InternalError'];
    };
  };
  listOwnSessions: {
    parameters: {
      query?: {
        /** @description `nextCursor` of the page before, with the same filters and order */
        cursor?: string;
        /** @description How many to answer at most */
        limit?: number;
      };
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description As asked */
      200: {
        headers: {
          'RateLimit-Limit': components['headers']['RateLimitLimit'];
          'RateLimit-Remaining': components['headers']['RateLimitRemaining'];
          'RateLimit-Reset': components['headers']['RateLimitReset'];
          'X-Request-Id': components['headers']['RequestId'];
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *       "items": [
           *         {
           *           "id": "019cb7a4-3f1e-7c52-9a0d-4e6b00002762",
           *           "userAgent": "userAgent",
           *           "isCurrent": false,
           *           "createdAt": "2026-03-04T07:30:00.000Z",
           *           "lastSeenAt": "2026-03-04T07:30:00.000Z",
           *           "expiresAt": "2026-03-04T07:30:00.000Z"
           *         }
           *       ],
           *       "nextCursor": "nextCursor"
           *     }
           */
          'application/json': components['schemas']['OwnSessionPage'];
        };
      };
      400: components['responses']['InvalidRequest'];
      401: components['responses']['NotSignedIn'];
      429: components['responses']['TooManyRequests'];
      default: components['responses']['InternalError'];
    };
  };
  deleteOwnSessionOthers: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Done */
      204: {
        headers: {
          'RateLimit-Limit': components['headers']['RateLimitLimit'];
          'RateLimit-Remaining': components['headers']['RateLimitRemaining'];
          'RateLimit-Reset': components['headers']['RateLimitReset'];
          'X-Request-Id': components['headers']['RequestId'];
          [name: string]: unknown;
        };
        content?: never;
      };
      401: components['responses']['NotSignedIn'];
      403: components['responses']['NotAllowed'];
      409: components['responses']['Conflict'];
      429: components['responses']['TooManyRequests'];
      default: components['responses']['InternalError'];
    };
  };
  readOwnSession: {
    parameters: {
      query?: never;
      header?: {
        /** @description The ETag of what is known already. If it is still the same, the answer is 304, without a body */
        'If-None-Match'?: components['parameters']['IfNoneMatch'];
      };
      path: {
        /**
         * @description Id of the session
         * @example 019cb7a4-3f1e-7c52-9a0d-4e6b00002762
         */
        id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description As asked */
      200: {
        headers: {
          ETag: components['headers']['ETag'];
          'RateLimit-Limit': components['headers']['RateLimitLimit'];
          'RateLimit-Remaining': components['headers']['RateLimitRemaining'];
          'RateLimit-Reset': components['headers']['RateLimitReset'];
          'X-Request-Id': components['headers']['RequestId'];
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *       "id": "019cb7a4-3f1e-7c52-9a0d-4e6b00002762",
           *       "userAgent": "userAgent",
           *       "isCurrent": false,
           *       "createdAt": "2026-03-04T07:30:00.000Z",
           *       "lastSeenAt": "2026-03-04T07:30:00.000Z",
           *       "expiresAt": "2026-03-04T07:30:00.000Z"
           *     }
           */
          'application/json': components['schemas']['OwnSession'];
        };
      };
      /** @description The same as is known already */
      304: {
        headers: {
          'RateLimit-Limit': components['headers']['RateLimitLimit'];
          'RateLimit-Remaining': components['headers']['RateLimitRemaining'];
          'RateLimit-Reset': components['headers']['RateLimitReset'];
          'X-Request-Id': components['headers']['RequestId'];
          [name: string]: unknown;
        };
        content?: never;
      };
      400: components['responses']['InvalidRequest'];
      401: components['responses']['NotSignedIn'];
      404: components['responses']['NotFound'];
      429: components['responses']['TooManyRequests'];
      default: components['responses']['InternalError'];
    };
  };
  deleteOwnSession: {
    parameters: {
      query?: never;
      header?: {
        /** @description The ETag of the state that is meant to be changed. If it was changed since, the answer is 412, and nothing is done */
        'If-Match'?: components['parameters']['IfMatch'];
      };
      path: {
        /**
         * @description Id of the session
         * @example 019cb7a4-3f1e-7c52-9a0d-4e6b00002762
         */
        id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Done */
      204: {
        headers: {
          'RateLimit-Limit': components['headers']['RateLimitLimit'];
          'RateLimit-Remaining': components['headers']['RateLimitRemaining'];
          'RateLimit-Reset': components['headers']['RateLimitReset'];
          'X-Request-Id': components['headers']['RequestId'];
          [name: string]: unknown;
        };
        content?: never;
      };
      400: components['responses']['InvalidRequest'];
      401: components['responses']['NotSignedIn'];
      403: components['responses']['NotAllowed'];
      404: components['responses']['NotFound'];
      409: components['responses']['Conflict'];
      412: components['responses']['PreconditionFailed'];
      429: components['responses']['TooManyRequests'];
      default: components['responses']['InternalError'];
    };
  };
  listSilences: {
    parameters: {
      query?: {
        /** @description Only what holds now, or only what does not */
        active?: boolean;
        /** @description `nextCursor` of the page before, with the same filters and order */
        cursor?: string;
        /** @description Only those with this feed id */
        feedId?: string;
        /** @description How many to answer at most */
        limit?: number;
        /** @description By which field, ascending; with a minus before it, descending. Without it, newest first */
        sort?: 'startsAt' | '-startsAt' | 'endsAt' | '-endsAt' | 'createdAt' | '-createdAt';
        /** @description Only those with this subscription id */
        subscriptionId?: string;
        /** @description Only those with this topic id */
        topicId?: string;
        /** @description Whether to count all that the filters let through */
        total?: boolean;
      };
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description As asked */
      200: {
        headers: {
          'RateLimit-Limit': components['headers']['RateLimitLimit'];
          'RateLimit-Remaining': components['headers']['RateLimitRemaining'];
          'RateLimit-Reset': components['headers']['RateLimitReset'];
          'X-Request-Id': components['headers']['RequestId'];
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *       "items": [
           *         {
           *           "id": "019cb7a4-3f1e-7c52-9a0d-4e6b00002762",
           *           "subscriptionId": "019cb7a4-3f1e-7c52-9a0d-4e6b6600069f",
           *           "topicId": "019cb7a4-3f1e-7c52-9a0d-4e6b93408108",
           *           "feedId": "019cb7a4-3f1e-7c52-9a0d-4e6b26189e22",
           *           "state": "pending",
           *           "startsAt": "2026-03-04T07:30:00.000Z",
           *           "endsAt": "2026-03-04T07:30:00.000Z",
           *           "comment": "The office is closed",
           *           "createdAt": "2026-03-04T07:30:00.000Z"
           *         }
           *       ],
           *       "nextCursor": "nextCursor"
           *     }
           */
          'application/json': components['schemas']['SilencePage'];
        };
      };
      400: components['responses']['InvalidRequest'];
      401: components['responses']['NotSignedIn'];
      403: components['responses']['NotAllowed'];
      429: components['responses']['TooManyRequests'];
      default: components['responses']['InternalError'];
    };
  };
  createSilence: {
    parameters: {
      query?: never;
      header?: {
        /** @description A value of your own for this one request, such as a UUID. Sent again within a day, the request is not done again: the first answer is given again */
        'Idempotency-Key'?: components['parameters']['IdempotencyKey'];
      };
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        /**
         * @example {
         *       "endsAt": "2026-03-05T07:30:00.000Z",
         *       "comment": "The office is closed"
         *     }
         */
        'application/json': components['schemas']['CreateSilence'];
      };
    };
    responses: {
      /** @description Made */
      201: {
        headers: {
          ETag: components['headers']['ETag'];
          'Idempotency-Replayed': components['headers']['IdempotencyReplayed'];
          Location: components['headers']['Location'];
          'RateLimit-Limit': components['headers']['RateLimitLimit'];
          'RateLimit-Remaining': components['headers']['RateLimitRemaining'];
          'RateLimit-Reset': components['headers']['RateLimitReset'];
          'X-Request-Id': components['headers']['RequestId'];
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *       "id": "019cb7a4-3f1e-7c52-9a0d-4e6b00002762",
           *       "subscriptionId": "019cb7a4-3f1e-7c52-9a0d-4e6b6600069f",
           *       "topicId": "019cb7a4-3f1e-7c52-9a0d-4e6b93408108",
           *       "feedId": "019cb7a4-3f1e-7c52-9a0d-4e6b26189e22",
           *       "state": "pending",
           *       "startsAt": "2026-03-04T07:30:00.000Z",
           *       "endsAt": "2026-03-04T07:30:00.000Z",
           *       "comment": "The office is closed",
           *       "createdAt": "2026-03-04T07:30:00.000Z"
           *     }
           */
          'application/json': components['schemas']['Silence'];
        };
      };
      400: components['responses']['InvalidRequest'];
      401: components['responses']['NotSignedIn'];
      403: components['responses']['NotAllowed'];
      409: components['responses']['Conflict'];
      413: components['responses']['TooLarge'];
      415: components['responses']['UnsupportedMediaType'];
      422: components['responses']['IdempotencyConflict'];
      429: components['responses']['TooManyRequests'];
      default: components['responses']['InternalError'];
    };
  };
  readSilence: {
    parameters: {
      query?: never;
      header?: {
        /** @description The ETag of what is known already. If it is still the same, the answer is 304, without a body */
        'If-None-Match'?: components['parameters']['IfNoneMatch'];
      };
      path: {
        /**
         * @description Id of the silence
         * @example 019cb7a4-3f1e-7c52-9a0d-4e6b00002762
         */
        id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description As asked */
      200: {
        headers: {
          ETag: components['headers']['ETag'];
          'RateLimit-Limit': components['headers']['RateLimitLimit'];
          'RateLimit-Remaining': components['headers']['RateLimitRemaining'];
          'RateLimit-Reset': components['headers']['RateLimitReset'];
          'X-Request-Id': components['headers']['RequestId'];
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *       "id": "019cb7a4-3f1e-7c52-9a0d-4e6b00002762",
           *       "subscriptionId": "019cb7a4-3f1e-7c52-9a0d-4e6b6600069f",
           *       "topicId": "019cb7a4-3f1e-7c52-9a0d-4e6b93408108",
           *       "feedId": "019cb7a4-3f1e-7c52-9a0d-4e6b26189e22",
           *       "state": "pending",
           *       "startsAt": "2026-03-04T07:30:00.000Z",
           *       "endsAt": "2026-03-04T07:30:00.000Z",
           *       "comment": "The office is closed",
           *       "createdAt": "2026-03-04T07:30:00.000Z"
           *     }
           */
          'application/json': components['schemas']['Silence'];
        };
      };
      /** @description The same as is known already */
      304: {
        headers: {
          'RateLimit-Limit': components['headers']['RateLimitLimit'];
          'RateLimit-Remaining': components['headers']['RateLimitRemaining'];
          'RateLimit-Reset': components['headers']['RateLimitReset'];
          'X-Request-Id': components['headers']['RequestId'];
          [name: string]: unknown;
        };
        content?: never;
      };
      400: components['responses']['InvalidRequest'];
      401: components['responses']['NotSignedIn'];
      403: components['responses']['NotAllowed'];
      404: components['responses']['NotFound'];
      429: components['responses']['TooManyRequests'];
      default: components['responses']['InternalError'];
    };
  };
  deleteSilence: {
    parameters: {
      query?: never;
      header?: {
        /** @description The ETag of the state that is meant to be changed. If it was changed since, the answer is 412, and nothing is done */
        'If-Match'?: components['parameters']['IfMatch'];
      };
      path: {
        /**
         * @description Id of the silence
         * @example 019cb7a4-3f1e-7c52-9a0d-4e6b00002762
         */
        id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Done */
      204: {
        headers: {
          'RateLimit-Limit': components['headers']['RateLimitLimit'];
          'RateLimit-Remaining': components['headers']['RateLimitRemaining'];
          'RateLimit-Reset': components['headers']['RateLimitReset'];
          'X-Request-Id': components['headers']['RequestId'];
          [name: string]: unknown;
        };
        content?: never;
      };
      400: components['responses']['InvalidRequest'];
      401: components['responses']['NotSignedIn'];
      403: components['responses']['NotAllowed'];
      404: components['responses']['NotFound'];
      409: components['responses']['Conflict'];
      412: components['responses']['PreconditionFailed'];
      429: components['responses']['TooManyRequests'];
      default: components['responses']['InternalError'];
    };
  };
  updateSilence: {
    parameters: {
      query?: never;
      header?: {
        /** @description The ETag of the state that is meant to be changed. If it was changed since, the answer is 412, and nothing is done */
        'If-Match'?: components['parameters']['IfMatch'];
      };
      path: {
        /**
         * @description Id of the silence
         * @example 019cb7a4-3f1e-7c52-9a0d-4e6b00002762
         */
        id: string;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        /**
         * @example {
         *       "endsAt": "2026-03-05T07:30:00.000Z"
         *     }
         */
        'application/json': components['schemas']['UpdateSilence'];
      };
    };
    responses: {
      /** @description As asked */
      200: {
        headers: {
          ETag: components['headers']['ETag'];
          'RateLimit-Limit': components['headers']['RateLimitLimit'];
          'RateLimit-Remaining': components['headers']['RateLimitRemaining'];
          'RateLimit-Reset': components['headers']['RateLimitReset'];
          'X-Request-Id': components['headers']['RequestId'];
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *       "id": "019cb7a4-3f1e-7c52-9a0d-4e6b00002762",
           *       "subscriptionId": "019cb7a4-3f1e-7c52-9a0d-4e6b6600069f",
           *       "topicId": "019cb7a4-3f1e-7c52-9a0d-4e6b93408108",
           *       "feedId": "019cb7a4-3f1e-7c52-9a0d-4e6b26189e22",
           *       "state": "pending",
           *       "startsAt": "2026-03-04T07:30:00.000Z",
           *       "endsAt": "2026-03-04T07:30:00.000Z",
           *       "comment": "The office is closed",
           *       "createdAt": "2026-03-04T07:30:00.000Z"
           *     }
           */
          'application/json': components['schemas']['Silence'];
        };
      };
      400: components['responses']['InvalidRequest'];
      401: components['responses']['NotSignedIn'];
      403: components['responses']['NotAllowed'];
      404: components['responses']['NotFound'];
      409: components['responses']['Conflict'];
      412: components['responses']['PreconditionFailed'];
      413: components['responses']['TooLarge'];
      415: components['responses']['UnsupportedMediaType'];
      429: components['responses']['TooManyRequests'];
      default: components['responses']['InternalError'];
    };
  };
  readStatistics: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description As asked */
      200: {
        headers: {
          'RateLimit-Limit': components['headers']['RateLimitLimit'];
          'RateLimit-Remaining': components['headers']['RateLimitRemaining'];
          'RateLimit-Reset': components['headers']['RateLimitReset'];
          'X-Request-Id': components['headers']['RequestId'];
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *       "from": "2026-03-04T07:30:00.000Z",
           *       "to": "2026-03-04T07:30:00.000Z",
           *       "latencies": {
           *         "publishedToFetched": {
           *           "count": 1,
           *           "p50": 1,
           *           "p95": 1,
           *           "p99": 1
           *         },
           *         "fetchedToMatched": {
           *           "count": 1,
           *           "p50": 1,
           *           "p95": 1,
           *           "p99": 1
           *         },
           *         "matchedToDecided": {
           *           "count": 1,
           *           "p50": 1,
           *           "p95": 1,
           *           "p99": 1
           *         },
           *         "queuedToSent": {
           *           "count": 1,
           *           "p50": 1,
           *           "p95": 1,
           *           "p99": 1
           *         },
           *         "fetchedToSent": {
           *           "count": 1,
           *           "p50": 1,
           *           "p95": 1,
           *           "p99": 1
           *         }
           *       },
           *       "throughput": {
           *         "stories": 1,
           *         "found": 1,
           *         "alerts": 1,
           *         "sent": 1,
           *         "failed": 1
           *       },
           *       "waiting": [
           *         {
           *           "step": "fetchFeed",
           *           "oldestAt": "2026-03-04T07:30:00.000Z",
           *           "waitedMs": 1
           *         }
           *       ],
           *       "queues": {},
           *       "database": {
           *         "bytes": 1,
           *         "version": "version",
           *         "migration": "migration"
           *       },
           *       "versions": {
           *         "wirewatch": "wirewatch",
           *         "node": "node"
           *       }
           *     }
           */
          'application/json': components['schemas']['Statistics'];
        };
      };
      401: components['responses']['NotSignedIn'];
      429: components['responses']['TooManyRequests'];
      default: components['responses']['InternalError'];
    };
  };
  readStatus: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description As asked */
      200: {
        headers: {
          'RateLimit-Limit': components['headers']['RateLimitLimit'];
          'RateLimit-Remaining': components['headers']['RateLimitRemaining'];
          'RateLimit-Reset': components['headers']['RateLimitReset'];
          'X-Request-Id': components['headers']['RequestId'];
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *       "version": "0.1.0",
           *       "queueBackend": "redis",
           *       "email": "smtp",
           *       "sampleWire": false,
           *       "counts": {
           *         "feeds": 1,
           *         "stories": 1,
           *         "matches": 1,
           *         "alerts": 1,
           *         "deliveries": 1
           *       },
           *       "estimated": [
           *         "feeds"
           *       ],
           *       "queues": {}
           *     }
           */
          'application/json': components['schemas']['Status'];
        };
      };
      401: components['responses']['NotSignedIn'];
      429: components['responses']['TooManyRequests'];
      default: components['responses']['InternalError'];
    };
  };
  listStories: {
    parameters: {
      query?: {
        /** @description `nextCursor` of the page before, with the same filters and order */
        cursor?: string;
        /** @description Only those with this event id */
        eventId?: string;
        /** @description What to count them by, with commas between: topic, source, sourceKind, language, day */
        facets?: string;
        /** @description Only those with this feed id */
        feedId?: string;
        /** @description Fetched at this time or later */
        from?: string;
        /** @description Only those with this language */
        language?: string;
        /** @description How many to answer at most */
        limit?: number;
        /** @description Whether any topic found them */
        matched?: boolean;
        /** @description A query in the language of topics: words, "phrases", NEAR/5, title:, lang:, @entity; as the matcher reads them */
        q?: string;
        /** @description Titles like this one, the likest first: for misspellings and fragments. Not together with q */
        similar?: string;
        /** @description Only those with this source kind */
        sourceKind?: components['schemas']['SourceKind'];
        /** @description How many characters of each text to give at most; all unless told */
        textLength?: number;
        /** @description Fetched before this time */
        to?: string;
        /** @description Slug of a topic that found them */
        topic?: string;
        /** @description Whether to count all that the filters let through */
        total?: boolean;
      };
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description As asked */
      200: {
        headers: {
          'RateLimit-Limit': components['headers']['RateLimitLimit'];
          'RateLimit-Remaining': components['headers']['RateLimitRemaining'];
          'RateLimit-Reset': components['headers']['RateLimitReset'];
          'X-Request-Id': components['headers']['RequestId'];
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *       "items": [
           *         {
           *           "id": "019cb7a4-3f1e-7c52-9a0d-4e6b00002762",
           *           "title": "Pyongyang ratifies mutual defence treaty with Moscow",
           *           "text": "Lawmakers in Pyongyang have ratified the treaty that Kim Jong Un and Putin signed in June.",
           *           "url": "https://news.example/2026/03/pyongyang-ratifies-treaty",
           *           "author": "Choi Soo-hyang",
           *           "language": "en",
           *           "categories": [
           *             "categorie"
           *           ],
           *           "enclosures": [
           *             {
           *               "url": "https://news.example/2026/03/pyongyang-ratifies-treaty"
           *             }
           *           ],
           *           "publishedAt": "2026-03-04T07:30:00.000Z",
           *           "fetchedAt": "2026-03-04T07:30:00.000Z",
           *           "revision": 1,
           *           "articleState": "wanted",
           *           "articleFailure": "articleFailure",
           *           "eventId": "019cb7a4-3f1e-7c52-9a0d-4e6b851c77b0",
           *           "feed": {
           *             "id": "019cb7a4-3f1e-7c52-9a0d-4e6b00002762",
           *             "title": "Pyongyang ratifies mutual defence treaty with Moscow",
           *             "sourceKind": "wire",
           *             "isSample": false
           *           },
           *           "matches": [
           *             {
           *               "topic": {
           *                 "id": "019cb7a4-3f1e-7c52-9a0d-4e6b00002762",
           *                 "slug": "russia-dprk-pact",
           *                 "name": "Russia–North Korea pact"
           *               },
           *               "score": 0.82,
           *               "evidence": []
           *             }
           *           ]
           *         }
           *       ],
           *       "nextCursor": "nextCursor"
           *     }
           */
          'application/json': components['schemas']['StoryPage'];
        };
      };
      400: components['responses']['InvalidRequest'];
      401: components['responses']['NotSignedIn'];
      403: components['responses']['NotAllowed'];
      429: components['responses']['TooManyRequests'];
      default: components['responses']['InternalError'];
    };
  };
  readStory: {
    parameters: {
      query?: never;
      header?: {
        /** @description The ETag of what is known already. If it is still the same, the answer is 304, without a body */
        'If-None-Match'?: components['parameters']['IfNoneMatch'];
      };
      path: {
        /**
         * @description Id of the story
         * @example 019cb7a4-3f1e-7c52-9a0d-4e6b00002762
         */
        id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description As asked */
      200: {
        headers: {
          ETag: components['headers']['ETag'];
          'RateLimit-Limit': components['headers']['RateLimitLimit'];
          'RateLimit-Remaining': components['headers']['RateLimitRemaining'];
          'RateLimit-Reset': components['headers']['RateLimitReset'];
          'X-Request-Id': components['headers']['RequestId'];
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *       "id": "019cb7a4-3f1e-7c52-9a0d-4e6b00002762",
           *       "title": "Pyongyang ratifies mutual defence treaty with Moscow",
           *       "text": "Lawmakers in Pyongyang have ratified the treaty that Kim Jong Un and Putin signed in June.",
           *       "url": "https://news.example/2026/03/pyongyang-ratifies-treaty",
           *       "author": "Choi Soo-hyang",
           *       "language": "en",
           *       "categories": [
           *         "categorie"
           *       ],
           *       "enclosures": [
           *         {
           *           "url": "https://news.example/2026/03/pyongyang-ratifies-treaty"
           *         }
           *       ],
           *       "publishedAt": "2026-03-04T07:30:00.000Z",
           *       "fetchedAt": "2026-03-04T07:30:00.000Z",
           *       "revision": 1,
           *       "articleState": "wanted",
           *       "articleFailure": "articleFailure",
           *       "eventId": "019cb7a4-3f1e-7c52-9a0d-4e6b851c77b0",
           *       "feed": {
           *         "id": "019cb7a4-3f1e-7c52-9a0d-4e6b00002762",
           *         "title": "Pyongyang ratifies mutual defence treaty with Moscow",
           *         "sourceKind": "wire",
           *         "isSample": false
           *       },
           *       "matches": [
           *         {
           *           "topic": {
           *             "id": "019cb7a4-3f1e-7c52-9a0d-4e6b00002762",
           *             "slug": "russia-dprk-pact",
           *             "name": "Russia–North Korea pact"
           *           },
           *           "score": 0.82,
           *           "evidence": [
           *             {
           *               "field": "title",
           *               "start": 1,
           *               "end": 1,
           *               "form": "Kim Jong Un",
           *               "clause": "NEAR/20"
           *             }
           *           ]
           *         }
           *       ],
           *       "html": "<p>Lawmakers in Pyongyang have ratified the treaty.</p>",
           *       "revisions": [
           *         {
           *           "number": 1,
           *           "title": "Pyongyang ratifies mutual defence treaty with Moscow",
           *           "text": "Lawmakers in Pyongyang have ratified the treaty that Kim Jong Un and Putin signed in June.",
           *           "replacedAt": "2026-03-04T07:30:00.000Z",
           *           "changes": {
           *             "title": {
           *               "outcome": "compared",
           *               "parts": []
           *             },
           *             "text": {
           *               "outcome": "compared",
           *               "parts": []
           *             }
           *           }
           *         }
           *       ]
           *     }
           */
          'application/json': components['schemas']['StoryWithRevisions'];
        };
      };
      /** @description The same as is known already */
      304: {
        headers: {
          'RateLimit-Limit': components['headers']['RateLimitLimit'];
          'RateLimit-Remaining': components['headers']['RateLimitRemaining'];
          'RateLimit-Reset': components['headers']['RateLimitReset'];
          'X-Request-Id': components['headers']['RequestId'];
          [name: string]: unknown;
        };
        content?: never;
      };
      400: components['responses']['InvalidRequest'];
      401: components['responses']['NotSignedIn'];
      403: components['responses']['NotAllowed'];
      404: components['responses']['NotFound'];
      429: components['responses']['TooManyRequests'];
      default: components['responses']['InternalError'];
    };
  };
  onDecisionStory: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        /**
         * @description Id of the story
         * @example 019cb7a4-3f1e-7c52-9a0d-4e6b00002762
         */
        id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description As asked */
      200: {
        headers: {
          'RateLimit-Limit': components['headers']['RateLimitLimit'];
          'RateLimit-Remaining': components['headers']['RateLimitRemaining'];
          'RateLimit-Reset': components['headers']['RateLimitReset'];
          'X-Request-Id': components['headers']['RequestId'];
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *       "items": [
           *         {
           *           "subscription": {
           *             "id": "019cb7a4-3f1e-7c52-9a0d-4e6b00002762",
           *             "name": "Russia–North Korea pact"
           *           },
           *           "story": {
           *             "id": "019cb7a4-3f1e-7c52-9a0d-4e6b00002762",
           *             "title": "Pyongyang ratifies mutual defence treaty with Moscow"
           *           },
           *           "storyRevision": 1,
           *           "verdict": "notify",
           *           "reason": "below-score",
           *           "text": "Lawmakers in Pyongyang have ratified the treaty that Kim Jong Un and Putin signed in June.",
           *           "alertId": "019cb7a4-3f1e-7c52-9a0d-4e6ba074e5f1",
           *           "digestDueAt": "2026-03-04T07:30:00.000Z",
           *           "digestId": "019cb7a4-3f1e-7c52-9a0d-4e6b09cb570b",
           *           "decidedAt": "2026-03-04T07:30:00.000Z"
           *         }
           *       ]
           *     }
           */
          'application/json': components['schemas']['Decisions'];
        };
      };
      400: components['responses']['InvalidRequest'];
      401: components['responses']['NotSignedIn'];
      403: components['responses']['NotAllowed'];
      404: components['responses']['NotFound'];
      429: components['responses']['TooManyRequests'];
      default: components['responses']['InternalError'];
    };
  };
  explainWhy: {
    parameters: {
      query: {
        /** @description Only as to this subscription, by its id */
        subscription: string;
      };
      header?: never;
      path: {
        /**
         * @description Id of the story
         * @example 019cb7a4-3f1e-7c52-9a0d-4e6b00002762
         */
        id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description As asked */
      200: {
        headers: {
          'RateLimit-Limit': components['headers']['RateLimitLimit'];
          'RateLimit-Remaining': components['headers']['RateLimitRemaining'];
          'RateLimit-Reset': components['headers']['RateLimitReset'];
          'X-Request-Id': components['headers']['RequestId'];
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *       "answer": "answer",
           *       "story": {
           *         "id": "019cb7a4-3f1e-7c52-9a0d-4e6b00002762",
           *         "title": "Pyongyang ratifies mutual defence treaty with Moscow",
           *         "revision": 1,
           *         "fetchedAt": "2026-03-04T07:30:00.000Z",
           *         "matchedAt": "2026-03-04T07:30:00.000Z",
           *         "decidedAt": "2026-03-04T07:30:00.000Z"
           *       },
           *       "subscription": {
           *         "id": "019cb7a4-3f1e-7c52-9a0d-4e6b00002762",
           *         "name": "Russia–North Korea pact"
           *       },
           *       "match": {
           *         "text": "Lawmakers in Pyongyang have ratified the treaty that Kim Jong Un and Putin signed in June.",
           *         "topics": [
           *           {
           *             "id": "019cb7a4-3f1e-7c52-9a0d-4e6b00002762",
           *             "slug": "russia-dprk-pact",
           *             "name": "Russia–North Korea pact",
           *             "score": 0.82,
           *             "evidence": [
           *               {
           *                 "field": "title",
           *                 "start": 1,
           *                 "end": 1,
           *                 "form": "Kim Jong Un",
           *                 "clause": "NEAR/20"
           *               }
           *             ],
           *             "missing": {
           *               "clause": "NEAR/20",
           *               "reason": "below-score",
           *               "nearest": []
           *             }
           *           }
           *         ]
           *       },
           *       "event": {
           *         "text": "Lawmakers in Pyongyang have ratified the treaty that Kim Jong Un and Putin signed in June.",
           *         "id": "019cb7a4-3f1e-7c52-9a0d-4e6b00002762",
           *         "role": "first",
           *         "likeness": 1,
           *         "likeStory": {
           *           "id": "019cb7a4-3f1e-7c52-9a0d-4e6b00002762",
           *           "title": "Pyongyang ratifies mutual defence treaty with Moscow",
           *           "sourceName": "sourceName"
           *         },
           *         "stories": 1,
           *         "firstSeenAt": "2026-03-04T07:30:00.000Z"
           *       },
           *       "decision": {
           *         "text": "Lawmakers in Pyongyang have ratified the treaty that Kim Jong Un and Putin signed in June.",
           *         "decisions": [
           *           {
           *             "storyRevision": 1,
           *             "verdict": "notify",
           *             "reason": "below-score",
           *             "alertId": "019cb7a4-3f1e-7c52-9a0d-4e6ba074e5f1",
           *             "digestDueAt": "2026-03-04T07:30:00.000Z",
           *             "digestId": "019cb7a4-3f1e-7c52-9a0d-4e6b09cb570b",
           *             "decidedAt": "2026-03-04T07:30:00.000Z"
           *           }
           *         ]
           *       },
           *       "delivery": {
           *         "text": "Lawmakers in Pyongyang have ratified the treaty that Kim Jong Un and Putin signed in June.",
           *         "deliveries": [
           *           {
           *             "id": "019cb7a4-3f1e-7c52-9a0d-4e6b00002762",
           *             "kind": "alert",
           *             "state": "pending",
           *             "target": {
           *               "id": "019cb7a4-3f1e-7c52-9a0d-4e6b00002762",
           *               "kind": "email",
           *               "label": "ana@desk.example"
           *             },
           *             "createdAt": "2026-03-04T07:30:00.000Z",
           *             "sentAt": "2026-03-04T07:30:00.000Z",
           *             "nextAttemptAt": "2026-03-04T07:30:00.000Z",
           *             "attempts": [
           *               {
           *                 "number": 1,
           *                 "startedAt": "2026-03-04T07:30:00.000Z",
           *                 "outcome": "outcome",
           *                 "reason": "below-score",
           *                 "detail": "detail"
           *               }
           *             ]
           *           }
           *         ]
           *       }
           *     }
           */
          'application/json': components['schemas']['Why'];
        };
      };
      400: components['responses']['InvalidRequest'];
      401: components['responses']['NotSignedIn'];
      403: components['responses']['NotAllowed'];
      404: components['responses']['NotFound'];
      429: components['responses']['TooManyRequests'];
      default: components['responses']['InternalError'];
    };
  };
  exportStoryExport: {
    parameters: {
      query?: {
        /** @description Only those with this event id */
        eventId?: string;
        /** @description Only those with this feed id */
        feedId?: string;
        /** @description Only those with this format */
        format?: 'jsonl' | 'csv';
        /** @description Fetched at this time or later */
        from?: string;
        /** @description Only those with this language */
        language?: string;
        /** @description Whether any topic found them */
        matched?: boolean;
        /** @description A query in the language of topics: words, "phrases", NEAR/5, title:, lang:, @entity; as the matcher reads them */
        q?: string;
        /** @description Only those with this source kind */
        sourceKind?: components['schemas']['SourceKind'];
        /** @description Fetched before this time */
        to?: string;
        /** @description Slug of a topic that found them */
        topic?: string;
      };
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description As asked */
      200: {
        headers: {
          'RateLimit-Limit': components['headers']['RateLimitLimit'];
          'RateLimit-Remaining': components['headers']['RateLimitRemaining'];
          'RateLimit-Reset': components['headers']['RateLimitReset'];
          'X-Request-Id': components['headers']['RequestId'];
          [name: string]: unknown;
        };
        content: {
          /** @example text */
          'application/jsonl': string;
          /** @example text */
          'text/csv': string;
        };
      };
      400: components['responses']['InvalidRequest'];
      401: components['responses']['NotSignedIn'];
      403: components['responses']['NotAllowed'];
      429: components['responses']['TooManyRequests'];
      default: components['responses']['InternalError'];
    };
  };
  listSubscribers: {
    parameters: {
      query?: {
        /** @description `nextCursor` of the page before, with the same filters and order */
        cursor?: string;
        /** @description Only those with this is operator */
        isOperator?: boolean;
        /** @description Only those with this kind */
        kind?: 'person' | 'team';
        /** @description How many to answer at most */
        limit?: number;
        /** @description Words of their name, or of the label of one of their targets */
        q?: string;
        /** @description By which field, ascending; with a minus before it, descending. Without it, newest first */
        sort?: 'name' | '-name' | 'createdAt' | '-createdAt';
        /** @description Whether to count all that the filters let through */
        total?: boolean;
      };
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description As asked */
      200: {
        headers: {
          'RateLimit-Limit': components['headers']['RateLimitLimit'];
          'RateLimit-Remaining': components['headers']['RateLimitRemaining'];
          'RateLimit-Reset': components['headers']['RateLimitReset'];
          'X-Request-Id': components['headers']['RequestId'];
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *       "items": [
           *         {
           *           "id": "019cb7a4-3f1e-7c52-9a0d-4e6b00002762",
           *           "kind": "person",
           *           "name": "Ana Petrova",
           *           "locale": "locale",
           *           "timeZone": "timeZone",
           *           "isOperator": false,
           *           "createdAt": "2026-03-04T07:30:00.000Z"
           *         }
           *       ],
           *       "nextCursor": "nextCursor"
           *     }
           */
          'application/json': components['schemas']['SubscriberPage'];
        };
      };
      400: components['responses']['InvalidRequest'];
      401: components['responses']['NotSignedIn'];
      403: components['responses']['NotAllowed'];
      429: components['responses']['TooManyRequests'];
      default: components['responses']['InternalError'];
    };
  };
  createSubscriber: {
    parameters: {
      query?: never;
      header?: {
        /** @description A value of your own for this one request, such as a UUID. Sent again within a day, the request is not done again: the first answer is given again */
        'Idempotency-Key'?: components['parameters']['IdempotencyKey'];
      };
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        /**
         * @example {
         *       "name": "Ana Petrova"
         *     }
         */
        'application/json': components['schemas']['CreateSubscriber'];
      };
    };
    responses: {
      /** @description Made */
      201: {
        headers: {
          ETag: components['headers']['ETag'];
          'Idempotency-Replayed': components['headers']['IdempotencyReplayed'];
          Location: components['headers']['Location'];
          'RateLimit-Limit': components['headers']['RateLimitLimit'];
          'RateLimit-Remaining': components['headers']['RateLimitRemaining'];
          'RateLimit-Reset': components['headers']['RateLimitReset'];
          'X-Request-Id': components['headers']['RequestId'];
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *       "id": "019cb7a4-3f1e-7c52-9a0d-4e6b00002762",
           *       "kind": "person",
           *       "name": "Ana Petrova",
           *       "locale": "locale",
           *       "timeZone": "timeZone",
           *       "isOperator": false,
           *       "createdAt": "2026-03-04T07:30:00.000Z"
           *     }
           */
          'application/json': components['schemas']['Subscriber'];
        };
      };
      400: components['responses']['InvalidRequest'];
      401: components['responses']['NotSignedIn'];
      403: components['responses']['NotAllowed'];
      409: components['responses']['Conflict'];
      413: components['responses']['TooLarge'];
      415: components['responses']['UnsupportedMediaType'];
      422: components['responses']['IdempotencyConflict'];
      429: components['responses']['TooManyRequests'];
      default: components['responses']['InternalError'];
    };
  };
  readSubscriber: {
    parameters: {
      query?: never;
      header?: {
        /** @description The ETag of what is known already. If it is still the same, the answer is 304, without a body */
        'If-None-Match'?: components['parameters']['IfNoneMatch'];
      };
      path: {
        /**
         * @description Id of the subscriber
         * @example 019cb7a4-3f1e-7c52-9a0d-4e6b00002762
         */
        id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description As asked */
      200: {
        headers: {
          ETag: components['headers']['ETag'];
          'RateLimit-Limit': components['headers']['RateLimitLimit'];
          'RateLimit-Remaining': components['headers']['RateLimitRemaining'];
          'RateLimit-Reset': components['headers']['RateLimitReset'];
          'X-Request-Id': components['headers']['RequestId'];
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *       "id": "019cb7a4-3f1e-7c52-9a0d-4e6b00002762",
           *       "kind": "person",
           *       "name": "Ana Petrova",
           *       "locale": "locale",
           *       "timeZone": "timeZone",
           *       "isOperator": false,
           *       "createdAt": "2026-03-04T07:30:00.000Z"
           *     }
           */
          'application/json': components['schemas']['Subscriber'];
        };
      };
      /** @description The same as is known already */
      304: {
        headers: {
          'RateLimit-Limit': components['headers']['RateLimitLimit'];
          'RateLimit-Remaining': components['headers']['RateLimitRemaining'];
          'RateLimit-Reset': components['headers']['RateLimitReset'];
          'X-Request-Id': components['headers']['RequestId'];
          [name: string]: unknown;
        };
        content?: never;
      };
      400: components['responses']['InvalidRequest'];
      401: components['responses']['NotSignedIn'];
      403: components['responses']['NotAllowed'];
      404: components['responses']['NotFound'];
      429: components['responses']['TooManyRequests'];
      default: components['responses']['InternalError'];
    };
  };
  deleteSubscriber: {
    parameters: {
      query?: never;
      header?: {
        /** @description The ETag of the state that is meant to be changed. If it was changed since, the answer is 412, and nothing is done */
        'If-Match'?: components['parameters']['IfMatch'];
      };
      path: {
        /**
         * @description Id of the subscriber
         * @example 019cb7a4-3f1e-7c52-9a0d-4e6b00002762
         */
        id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Done */
      204: {
        headers: {
          'RateLimit-Limit': components['headers']['RateLimitLimit'];
          'RateLimit-Remaining': components['headers']['RateLimitRemaining'];
          'RateLimit-Reset': components['headers']['RateLimitReset'];
          'X-Request-Id': components['headers']['RequestId'];
          [name: string]: unknown;
        };
        content?: never;
      };
      400: components['responses']['InvalidRequest'];
      401: components['responses']['NotSignedIn'];
      403: components['responses']['NotAllowed'];
      404: components['responses']['NotFound'];
      409: components['responses']['Conflict'];
      412: components['responses']['PreconditionFailed'];
      429: components['responses']['TooManyRequests'];
      default: components['responses']['InternalError'];
    };
  };
  updateSubscriber: {
    parameters: {
      query?: never;
      header?: {
        /** @description The ETag of the state that is meant to be changed. If it was changed since, the answer is 412, and nothing is done */
        'If-Match'?: components['parameters']['IfMatch'];
      };
      path: {
        /**
         * @description Id of the subscriber
         * @example 019cb7a4-3f1e-7c52-9a0d-4e6b00002762
         */
        id: string;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        /**
         * @example {
         *       "name": "Ana Petrova"
         *     }
         */
        'application/json': components['schemas']['UpdateSubscriber'];
      };
    };
    responses: {
      /** @description As asked */
      200: {
        headers: {
          ETag: components['headers']['ETag'];
          'RateLimit-Limit': components['headers']['RateLimitLimit'];
          'RateLimit-Remaining': components['headers']['RateLimitRemaining'];
          'RateLimit-Reset': components['headers']['RateLimitReset'];
          'X-Request-Id': components['headers']['RequestId'];
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *       "id": "019cb7a4-3f1e-7c52-9a0d-4e6b00002762",
           *       "kind": "person",
           *       "name": "Ana Petrova",
           *       "locale": "locale",
           *       "timeZone": "timeZone",
           *       "isOperator": false,
           *       "createdAt": "2026-03-04T07:30:00.000Z"
           *     }
           */
          'application/json': components['schemas']['Subscriber'];
        };
      };
      400: components['responses']['InvalidRequest'];
      401: components['responses']['NotSignedIn'];
      403: components['responses']['NotAllowed'];
      404: components['responses']['NotFound'];
      409: components['responses']['Conflict'];
      412: components['responses']['PreconditionFailed'];
      413: components['responses']['TooLarge'];
      415: components['responses']['UnsupportedMediaType'];
      429: components['responses']['TooManyRequests'];
      default: components['responses']['InternalError'];
    };
  };
  exportSubscriberCsv: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description A CSV file (RFC 4180); cells that a spreadsheet would take for formulas begin with an apostrophe */
      200: {
        headers: {
          'RateLimit-Limit': components['headers']['RateLimitLimit'];
          'RateLimit-Remaining': components['headers']['RateLimitRemaining'];
          'RateLimit-Reset': components['headers']['RateLimitReset'];
          'X-Request-Id': components['headers']['RequestId'];
          [name: string]: unknown;
        };
        content: {
          /**
           * @example name,email
           *     Ana Petrova,ana@desk.example
           */
          'text/csv': string;
        };
      };
      401: components['responses']['NotSignedIn'];
      403: components['responses']['NotAllowed'];
      429: components['responses']['TooManyRequests'];
      default: components['responses']['InternalError'];
    };
  };
  importSubscriberCsv: {
    parameters: {
      query?: {
        /** @description Tells what the import would come to, and keeps nothing */
        dryRun?: boolean;
      };
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** @description The file itself: at most 5,000 rows and 2 MB */
    requestBody: {
      content: {
        /** @example text */
        'text/csv': string;
      };
    };
    responses: {
      /** @description As asked */
      200: {
        headers: {
          'RateLimit-Limit': components['headers']['RateLimitLimit'];
          'RateLimit-Remaining': components['headers']['RateLimitRemaining'];
          'RateLimit-Reset': components['headers']['RateLimitReset'];
          'X-Request-Id': components['headers']['RequestId'];
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *       "dryRun": false,
           *       "created": 1,
           *       "alreadyThere": 1,
           *       "errors": 1,
           *       "rows": [
           *         {
           *           "row": 1,
           *           "line": 1,
           *           "email": "ana@desk.example",
           *           "outcome": "created",
           *           "subscriberId": "019cb7a4-3f1e-7c52-9a0d-4e6b0f8f1d6d",
           *           "targetId": "019cb7a4-3f1e-7c52-9a0d-4e6bf3876bfc",
           *           "subscriptionId": "019cb7a4-3f1e-7c52-9a0d-4e6b6600069f",
           *           "errors": [
           *             {
           *               "column": "column",
           *               "message": "There is no entity @north-corea"
           *             }
           *           ]
           *         }
           *       ]
           *     }
           */
          'application/json': components['schemas']['SubscriberImport'];
        };
      };
      400: components['responses']['InvalidRequest'];
      401: components['responses']['NotSignedIn'];
      403: components['responses']['NotAllowed'];
      413: components['responses']['TooLarge'];
      415: components['responses']['UnsupportedMediaType'];
      429: components['responses']['TooManyRequests'];
      default: components['responses']['InternalError'];
    };
  };
  listSubscriptions: {
    parameters: {
      query?: {
        /** @description Only those with this cadence */
        cadence?: components['schemas']['Cadence'];
        /** @description `nextCursor` of the page before, with the same filters and order */
        cursor?: string;
        /** @description How many to answer at most */
        limit?: number;
        /** @description By which field, ascending; with a minus before it, descending. Without it, newest first */
        sort?: 'name' | '-name' | 'createdAt' | '-createdAt';
        /** @description Only those with this state */
        state?: components['schemas']['SubscriptionState'];
        /** @description Only those with this subscriber id */
        subscriberId?: string;
        /** @description Only those with this target id */
        targetId?: string;
        /** @description Only those with this topic id */
        topicId?: string;
        /** @description Whether to count all that the filters let through */
        total?: boolean;
      };
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description As asked */
      200: {
        headers: {
          'RateLimit-Limit': components['headers']['RateLimitLimit'];
          'RateLimit-Remaining': components['headers']['RateLimitRemaining'];
          'RateLimit-Reset': components['headers']['RateLimitReset'];
          'X-Request-Id': components['headers']['RequestId'];
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *       "items": [
           *         {
           *           "id": "019cb7a4-3f1e-7c52-9a0d-4e6b00002762",
           *           "subscriberId": "019cb7a4-3f1e-7c52-9a0d-4e6b0f8f1d6d",
           *           "name": "Korea desk, at once",
           *           "state": "active",
           *           "topics": [
           *             {
           *               "id": "019cb7a4-3f1e-7c52-9a0d-4e6b00002762",
           *               "slug": "russia-dprk-pact",
           *               "name": "Russia–North Korea pact"
           *             }
           *           ],
           *           "query": "(\"Kim Jong Un\" OR @north-korea) NEAR/20 (@russia OR Putin) AND (pact OR treaty OR troops)",
           *           "queryVersion": 1,
           *           "targets": [
           *             {
           *               "id": "019cb7a4-3f1e-7c52-9a0d-4e6b00002762",
           *               "kind": "email",
           *               "label": "ana@desk.example",
           *               "state": "unverified"
           *             }
           *           ],
           *           "languages": [
           *             "en",
           *             "ko"
           *           ],
           *           "feedIds": [
           *             "019cb7a4-3f1e-7c52-9a0d-4e6b26189e22"
           *           ],
           *           "sourceKinds": [
           *             "wire"
           *           ],
           *           "minimumScore": 0.5,
           *           "minimumSources": 1,
           *           "cadence": "immediate",
           *           "digestTime": "07:30",
           *           "digestWeekday": 1,
           *           "quietHours": {
           *             "from": "Wirewatch <alerts@desk.example>",
           *             "until": "06:30"
           *           },
           *           "maxPerHour": 1,
           *           "updatePolicy": "none",
           *           "mutedUntil": "2026-03-04T07:30:00.000Z",
           *           "nextDigestAt": "2026-03-04T07:30:00.000Z",
           *           "quietUntil": "2026-03-04T07:30:00.000Z",
           *           "createdAt": "2026-03-04T07:30:00.000Z"
           *         }
           *       ],
           *       "nextCursor": "nextCursor"
           *     }
           */
          'application/json': components['schemas']['SubscriptionPage'];
        };
      };
      400: components['responses']['InvalidRequest'];
      401: components['responses']['NotSignedIn'];
      403: components['responses']['NotAllowed'];
      429: components['responses']['TooManyRequests'];
      default: components['responses']['InternalError'];
    };
  };
  createSubscription: {
    parameters: {
      query?: never;
      header?: {
        /** @description A value of your own for this one request, such as a UUID. Sent again within a day, the request is not done again: the first answer is given again */
        'Idempotency-Key'?: components['parameters']['IdempotencyKey'];
      };
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        /**
         * @example {
         *       "topicIds": [
         *         "019cb7a4-3f1e-7c52-9a0d-4e6b00000101"
         *       ],
         *       "targetIds": [
         *         "019cb7a4-3f1e-7c52-9a0d-4e6b00000102"
         *       ],
         *       "subscriberId": "019cb7a4-3f1e-7c52-9a0d-4e6b0f8f1d6d",
         *       "name": "Korea desk, at once"
         *     }
         */
        'application/json': components['schemas']['CreateSubscription'];
      };
    };
    responses: {
      /** @description Made */
      201: {
        headers: {
          ETag: components['headers']['ETag'];
          'Idempotency-Replayed': components['headers']['IdempotencyReplayed'];
          Location: components['headers']['Location'];
          'RateLimit-Limit': components['headers']['RateLimitLimit'];
          'RateLimit-Remaining': components['headers']['RateLimitRemaining'];
          'RateLimit-Reset': components['headers']['RateLimitReset'];
          'X-Request-Id': components['headers']['RequestId'];
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *       "id": "019cb7a4-3f1e-7c52-9a0d-4e6b00002762",
           *       "subscriberId": "019cb7a4-3f1e-7c52-9a0d-4e6b0f8f1d6d",
           *       "name": "Korea desk, at once",
           *       "state": "active",
           *       "topics": [
           *         {
           *           "id": "019cb7a4-3f1e-7c52-9a0d-4e6b00002762",
           *           "slug": "russia-dprk-pact",
           *           "name": "Russia–North Korea pact"
           *         }
           *       ],
           *       "query": "(\"Kim Jong Un\" OR @north-korea) NEAR/20 (@russia OR Putin) AND (pact OR treaty OR troops)",
           *       "queryVersion": 1,
           *       "targets": [
           *         {
           *           "id": "019cb7a4-3f1e-7c52-9a0d-4e6b00002762",
           *           "kind": "email",
           *           "label": "ana@desk.example",
           *           "state": "unverified"
           *         }
           *       ],
           *       "languages": [
           *         "en",
           *         "ko"
           *       ],
           *       "feedIds": [
           *         "019cb7a4-3f1e-7c52-9a0d-4e6b26189e22"
           *       ],
           *       "sourceKinds": [
           *         "wire"
           *       ],
           *       "minimumScore": 0.5,
           *       "minimumSources": 1,
           *       "cadence": "immediate",
           *       "digestTime": "07:30",
           *       "digestWeekday": 1,
           *       "quietHours": {
           *         "from": "Wirewatch <alerts@desk.example>",
           *         "until": "06:30"
           *       },
           *       "maxPerHour": 1,
           *       "updatePolicy": "none",
           *       "mutedUntil": "2026-03-04T07:30:00.000Z",
           *       "nextDigestAt": "2026-03-04T07:30:00.000Z",
           *       "quietUntil": "2026-03-04T07:30:00.000Z",
           *       "createdAt": "2026-03-04T07:30:00.000Z"
           *     }
           */
          'application/json': components['schemas']['Subscription'];
        };
      };
      400: components['responses']['InvalidRequest'];
      401: components['responses']['NotSignedIn'];
      403: components['responses']['NotAllowed'];
      409: components['responses']['Conflict'];
      413: components['responses']['TooLarge'];
      415: components['responses']['UnsupportedMediaType'];
      422: components['responses']['IdempotencyConflict'];
      429: components['responses']['TooManyRequests'];
      default: components['responses']['InternalError'];
    };
  };
  readSubscription: {
    parameters: {
      query?: never;
      header?: {
        /** @description The ETag of what is known already. If it is still the same, the answer is 304, without a body */
        'If-None-Match'?: components['parameters']['IfNoneMatch'];
      };
      path: {
        /**
         * @description Id of the subscription
         * @example 019cb7a4-3f1e-7c52-9a0d-4e6b00002762
         */
        id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description As asked */
      200: {
        headers: {
          ETag: components['headers']['ETag'];
          'RateLimit-Limit': components['headers']['RateLimitLimit'];
          'RateLimit-Remaining': components['headers']['RateLimitRemaining'];
          'RateLimit-Reset': components['headers']['RateLimitReset'];
          'X-Request-Id': components['headers']['RequestId'];
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *       "id": "019cb7a4-3f1e-7c52-9a0d-4e6b00002762",
           *       "subscriberId": "019cb7a4-3f1e-7c52-9a0d-4e6b0f8f1d6d",
           *       "name": "Korea desk, at once",
           *       "state": "active",
           *       "topics": [
           *         {
           *           "id": "019cb7a4-3f1e-7c52-9a0d-4e6b00002762",
           *           "slug": "russia-dprk-pact",
           *           "name": "Russia–North Korea pact"
           *         }
           *       ],
           *       "query": "(\"Kim Jong Un\" OR @north-korea) NEAR/20 (@russia OR Putin) AND (pact OR treaty OR troops)",
           *       "queryVersion": 1,
           *       "targets": [
           *         {
           *           "id": "019cb7a4-3f1e-7c52-9a0d-4e6b00002762",
           *           "kind": "email",
           *           "label": "ana@desk.example",
           *           "state": "unverified"
           *         }
           *       ],
           *       "languages": [
           *         "en",
           *         "ko"
           *       ],
           *       "feedIds": [
           *         "019cb7a4-3f1e-7c52-9a0d-4e6b26189e22"
           *       ],
           *       "sourceKinds": [
           *         "wire"
           *       ],
           *       "minimumScore": 0.5,
           *       "minimumSources": 1,
           *       "cadence": "immediate",
           *       "digestTime": "07:30",
           *       "digestWeekday": 1,
           *       "quietHours": {
           *         "from": "Wirewatch <alerts@desk.example>",
           *         "until": "06:30"
           *       },
           *       "maxPerHour": 1,
           *       "updatePolicy": "none",
           *       "mutedUntil": "2026-03-04T07:30:00.000Z",
           *       "nextDigestAt": "2026-03-04T07:30:00.000Z",
           *       "quietUntil": "2026-03-04T07:30:00.000Z",
           *       "createdAt": "2026-03-04T07:30:00.000Z"
           *     }
           */
          'application/json': components['schemas']['Subscription'];
        };
      };
      /** @description The same as is known already */
      304: {
        headers: {
          'RateLimit-Limit': components['headers']['RateLimitLimit'];
          'RateLimit-Remaining': components['headers']['RateLimitRemaining'];
          'RateLimit-Reset': components['headers']['RateLimitReset'];
          'X-Request-Id': components['headers']['RequestId'];
          [name: string]: unknown;
        };
        content?: never;
      };
      400: components['responses']['InvalidRequest'];
      401: components['responses']['NotSignedIn'];
      403: components['responses']['NotAllowed'];
      404: components['responses']['NotFound'];
      429: components['responses']['TooManyRequests'];
      default: components['responses']['InternalError'];
    };
  };
  deleteSubscription: {
    parameters: {
      query?: never;
      header?: {
        /** @description The ETag of the state that is meant to be changed. If it was changed since, the answer is 412, and nothing is done */
        'If-Match'?: components['parameters']['IfMatch'];
      };
      path: {
        /**
         * @description Id of the subscription
         * @example 019cb7a4-3f1e-7c52-9a0d-4e6b00002762
         */
        id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Done */
      204: {
        headers: {
          'RateLimit-Limit': components['headers']['RateLimitLimit'];
          'RateLimit-Remaining': components['headers']['RateLimitRemaining'];
          'RateLimit-Reset': components['headers']['RateLimitReset'];
          'X-Request-Id': components['headers']['RequestId'];
          [name: string]: unknown;
        };
        content?: never;
      };
      400: components['responses']['InvalidRequest'];
      401: components['responses']['NotSignedIn'];
      403: components['responses']['NotAllowed'];
      404: components['responses']['NotFound'];
      409: components['responses']['Conflict'];
      412: components['responses']['PreconditionFailed'];
      429: components['responses']['TooManyRequests'];
      default: components['responses']['InternalError'];
    };
  };
  updateSubscription: {
    parameters: {
      query?: never;
      header?: {
        /** @description The ETag of the state that is meant to be changed. If it was changed since, the answer is 412, and nothing is done */
        'If-Match'?: components['parameters']['IfMatch'];
      };
      path: {
        /**
         * @description Id of the subscription
         * @example 019cb7a4-3f1e-7c52-9a0d-4e6b00002762
         */
        id: string;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        /**
         * @example {
         *       "minimumScore": 0.5
         *     }
         */
        'application/json': components['schemas']['UpdateSubscription'];
      };
    };
    responses: {
      /** @description As asked */
      200: {
        headers: {
          ETag: components['headers']['ETag'];
          'RateLimit-Limit': components['headers']['RateLimitLimit'];
          'RateLimit-Remaining': components['headers']['RateLimitRemaining'];
          'RateLimit-Reset': components['headers']['RateLimitReset'];
          'X-Request-Id': components['headers']['RequestId'];
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *       "id": "019cb7a4-3f1e-7c52-9a0d-4e6b00002762",
           *       "subscriberId": "019cb7a4-3f1e-7c52-9a0d-4e6b0f8f1d6d",
           *       "name": "Korea desk, at once",
           *       "state": "active",
           *       "topics": [
           *         {
           *           "id": "019cb7a4-3f1e-7c52-9a0d-4e6b00002762",
           *           "slug": "russia-dprk-pact",
           *           "name": "Russia–North Korea pact"
           *         }
           *       ],
           *       "query": "(\"Kim Jong Un\" OR @north-korea) NEAR/20 (@russia OR Putin) AND (pact OR treaty OR troops)",
           *       "queryVersion": 1,
           *       "targets": [
           *         {
           *           "id": "019cb7a4-3f1e-7c52-9a0d-4e6b00002762",
           *           "kind": "email",
           *           "label": "ana@desk.example",
           *           "state": "unverified"
           *         }
           *       ],
           *       "languages": [
           *         "en",
           *         "ko"
           *       ],
           *       "feedIds": [
           *         "019cb7a4-3f1e-7c52-9a0d-4e6b26189e22"
           *       ],
           *       "sourceKinds": [
           *         "wire"
           *       ],
           *       "minimumScore": 0.5,
           *       "minimumSources": 1,
           *       "cadence": "immediate",
           *       "digestTime": "07:30",
           *       "digestWeekday": 1,
           *       "quietHours": {
           *         "from": "Wirewatch <alerts@desk.example>",
           *         "until": "06:30"
           *       },
           *       "maxPerHour": 1,
           *       "updatePolicy": "none",
           *       "mutedUntil": "2026-03-04T07:30:00.000Z",
           *       "nextDigestAt": "2026-03-04T07:30:00.000Z",
           *       "quietUntil": "2026-03-04T07:30:00.000Z",
           *       "createdAt": "2026-03-04T07:30:00.000Z"
           *     }
           */
          'application/json': components['schemas']['Subscription'];
        };
      };
      400: components['responses']['InvalidRequest'];
      401: components['responses']['NotSignedIn'];
      403: components['responses']['NotAllowed'];
      404: components['responses']['NotFound'];
      409: components['responses']['Conflict'];
      412: components['responses']['PreconditionFailed'];
      413: components['responses']['TooLarge'];
      415: components['responses']['UnsupportedMediaType'];
      429: components['responses']['TooManyRequests'];
      default: components['responses']['InternalError'];
    };
  };
  listTargets: {
    parameters: {
      query?: {
        /** @description `nextCursor` of the page before, with the same filters and order */
        cursor?: string;
        /** @description Only those with this kind */
        kind?: components['schemas']['TargetKind'];
        /** @description How many to answer at most */
        limit?: number;
        /** @description By which field, ascending; with a minus before it, descending. Without it, newest first */
        sort?: 'label' | '-label' | 'createdAt' | '-createdAt';
        /** @description Only those with this state */
        state?: 'unverified' | 'active' | 'disabled';
        /** @description Only those with this subscriber id */
        subscriberId?: string;
        /** @description Whether to count all that the filters let through */
        total?: boolean;
      };
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description As asked */
      200: {
        headers: {
          'RateLimit-Limit': components['headers']['RateLimitLimit'];
          'RateLimit-Remaining': components['headers']['RateLimitRemaining'];
          'RateLimit-Reset': components['headers']['RateLimitReset'];
          'X-Request-Id': components['headers']['RequestId'];
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *       "items": [
           *         {
           *           "id": "019cb7a4-3f1e-7c52-9a0d-4e6b00002762",
           *           "subscriberId": "019cb7a4-3f1e-7c52-9a0d-4e6b0f8f1d6d",
           *           "kind": "email",
           *           "label": "ana@desk.example",
           *           "state": "unverified",
           *           "verifiedAt": "2026-03-04T07:30:00.000Z",
           *           "disabledReason": "disabledReason",
           *           "canEdit": false,
           *           "failureCount": 1,
           *           "failingSince": "2026-03-04T07:30:00.000Z",
           *           "createdAt": "2026-03-04T07:30:00.000Z"
           *         }
           *       ],
           *       "nextCursor": "nextCursor"
           *     }
           */
          'application/json': components['schemas']['TargetPage'];
        };
      };
      400: components['responses']['InvalidRequest'];
      401: components['responses']['NotSignedIn'];
      403: components['responses']['NotAllowed'];
      429: components['responses']['TooManyRequests'];
      default: components['responses']['InternalError'];
    };
  };
  createTarget: {
    parameters: {
      query?: never;
      header?: {
        /** @description A value of your own for this one request, such as a UUID. Sent again within a day, the request is not done again: the first answer is given again */
        'Idempotency-Key'?: components['parameters']['IdempotencyKey'];
      };
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        /**
         * @example {
         *       "subscriberId": "019cb7a4-3f1e-7c52-9a0d-4e6b0f8f1d6d",
         *       "kind": "email",
         *       "address": {
         *         "address": "ana@desk.example"
         *       }
         *     }
         */
        'application/json': components['schemas']['CreateTarget'];
      };
    };
    responses: {
      /** @description Made */
      201: {
        headers: {
          ETag: components['headers']['ETag'];
          'Idempotency-Replayed': components['headers']['IdempotencyReplayed'];
          Location: components['headers']['Location'];
          'RateLimit-Limit': components['headers']['RateLimitLimit'];
          'RateLimit-Remaining': components['headers']['RateLimitRemaining'];
          'RateLimit-Reset': components['headers']['RateLimitReset'];
          'X-Request-Id': components['headers']['RequestId'];
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *       "id": "019cb7a4-3f1e-7c52-9a0d-4e6b00002762",
           *       "subscriberId": "019cb7a4-3f1e-7c52-9a0d-4e6b0f8f1d6d",
           *       "kind": "email",
           *       "label": "ana@desk.example",
           *       "state": "unverified",
           *       "verifiedAt": "2026-03-04T07:30:00.000Z",
           *       "disabledReason": "disabledReason",
           *       "canEdit": false,
           *       "failureCount": 1,
           *       "failingSince": "2026-03-04T07:30:00.000Z",
           *       "createdAt": "2026-03-04T07:30:00.000Z"
           *     }
           */
          'application/json': components['schemas']['Target'];
        };
      };
      400: components['responses']['InvalidRequest'];
      401: components['responses']['NotSignedIn'];
      403: components['responses']['NotAllowed'];
      409: components['responses']['Conflict'];
      413: components['responses']['TooLarge'];
      415: components['responses']['UnsupportedMediaType'];
      422: components['responses']['IdempotencyConflict'];
      429: components['responses']['TooManyRequests'];
      default: components['responses']['InternalError'];
    };
  };
  readTarget: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        /**
         * @description Id of the target
         * @example 019cb7a4-3f1e-7c52-9a0d-4e6b00002762
         */
        id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description As asked */
      200: {
        headers: {
          ETag: components['headers']['ETag'];
          'RateLimit-Limit': components['headers']['RateLimitLimit'];
          'RateLimit-Remaining': components['headers']['RateLimitRemaining'];
          'RateLimit-Reset': components['headers']['RateLimitReset'];
          'X-Request-Id': components['headers']['RequestId'];
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *       "id": "019cb7a4-3f1e-7c52-9a0d-4e6b00002762",
           *       "subscriberId": "019cb7a4-3f1e-7c52-9a0d-4e6b0f8f1d6d",
           *       "kind": "email",
           *       "label": "ana@desk.example",
           *       "state": "unverified",
           *       "verifiedAt": "2026-03-04T07:30:00.000Z",
           *       "disabledReason": "disabledReason",
           *       "canEdit": false,
           *       "failureCount": 1,
           *       "failingSince": "2026-03-04T07:30:00.000Z",
           *       "createdAt": "2026-03-04T07:30:00.000Z"
           *     }
           */
          'application/json': components['schemas']['Target'];
        };
      };
      400: components['responses']['InvalidRequest'];
      401: components['responses']['NotSignedIn'];
      403: components['responses']['NotAllowed'];
      404: components['responses']['NotFound'];
      429: components['responses']['TooManyRequests'];
      default: components['responses']['InternalError'];
    };
  };
  deleteTarget: {
    parameters: {
      query?: never;
      header?: {
        /** @description The ETag of the state that is meant to be changed. If it was changed since, the answer is 412, and nothing is done */
        'If-Match'?: components['parameters']['IfMatch'];
      };
      path: {
        /**
         * @description Id of the target
         * @example 019cb7a4-3f1e-7c52-9a0d-4e6b00002762
         */
        id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Done */
      204: {
        headers: {
          'RateLimit-Limit': components['headers']['RateLimitLimit'];
          'RateLimit-Remaining': components['headers']['RateLimitRemaining'];
          'RateLimit-Reset': components['headers']['RateLimitReset'];
          'X-Request-Id': components['headers']['RequestId'];
          [name: string]: unknown;
        };
        content?: never;
      };
      400: components['responses']['InvalidRequest'];
      401: components['responses']['NotSignedIn'];
      403: components['responses']['NotAllowed'];
      404: components['responses']['NotFound'];
      409: components['responses']['Conflict'];
      412: components['responses']['PreconditionFailed'];
      429: components['responses']['TooManyRequests'];
      default: components['responses']['InternalError'];
    };
  };
  updateTarget: {
    parameters: {
      query?: never;
      header?: {
        /** @description The ETag of the state that is meant to be changed. If it was changed since, the answer is 412, and nothing is done */
        'If-Match'?: components['parameters']['IfMatch'];
      };
      path: {
        /**
         * @description Id of the target
         * @example 019cb7a4-3f1e-7c52-9a0d-4e6b00002762
         */
        id: string;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        /**
         * @example {
         *       "state": "disabled"
         *     }
         */
        'application/json': components['schemas']['UpdateTarget'];
      };
    };
    responses: {
      /** @description As asked */
      200: {
        headers: {
          ETag: components['headers']['ETag'];
          'RateLimit-Limit': components['headers']['RateLimitLimit'];
          'RateLimit-Remaining': components['headers']['RateLimitRemaining'];
          'RateLimit-Reset': components['headers']['RateLimitReset'];
          'X-Request-Id': components['headers']['RequestId'];
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *       "id": "019cb7a4-3f1e-7c52-9a0d-4e6b00002762",
           *       "subscriberId": "019cb7a4-3f1e-7c52-9a0d-4e6b0f8f1d6d",
           *       "kind": "email",
           *       "label": "ana@desk.example",
           *       "state": "unverified",
           *       "verifiedAt": "2026-03-04T07:30:00.000Z",
           *       "disabledReason": "disabledReason",
           *       "canEdit": false,
           *       "failureCount": 1,
           *       "failingSince": "2026-03-04T07:30:00.000Z",
           *       "createdAt": "2026-03-04T07:30:00.000Z"
           *     }
           */
          'application/json': components['schemas']['Target'];
        };
      };
      400: components['responses']['InvalidRequest'];
      401: components['responses']['NotSignedIn'];
      403: components['responses']['NotAllowed'];
      404: components['responses']['NotFound'];
      409: components['responses']['Conflict'];
      412: components['responses']['PreconditionFailed'];
      413: components['responses']['TooLarge'];
      415: components['responses']['UnsupportedMediaType'];
      429: components['responses']['TooManyRequests'];
      default: components['responses']['InternalError'];
    };
  };
  requestTargetConfirmation: {
    parameters: {
      query?: never;
      header?: {
        /** @description A value of your own for this one request, such as a UUID. Sent again within a day, the request is not done again: the first answer is given again */
        'Idempotency-Key'?: components['parameters']['IdempotencyKey'];
        /** @description The ETag of the state that is meant to be changed. If it was changed since, the answer is 412, and nothing is done */
        'If-Match'?: components['parameters']['IfMatch'];
      };
      path: {
        /**
         * @description Id of the target
         * @example 019cb7a4-3f1e-7c52-9a0d-4e6b00002762
         */
        id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Taken on; it is done soon */
      202: {
        headers: {
          ETag: components['headers']['ETag'];
          'Idempotency-Replayed': components['headers']['IdempotencyReplayed'];
          'RateLimit-Limit': components['headers']['RateLimitLimit'];
          'RateLimit-Remaining': components['headers']['RateLimitRemaining'];
          'RateLimit-Reset': components['headers']['RateLimitReset'];
          'X-Request-Id': components['headers']['RequestId'];
          [name: string]: unknown;
        };
        content?: never;
      };
      400: components['responses']['InvalidRequest'];
      401: components['responses']['NotSignedIn'];
      403: components['responses']['NotAllowed'];
      404: components['responses']['NotFound'];
      409: components['responses']['Conflict'];
      412: components['responses']['PreconditionFailed'];
      422: components['responses']['IdempotencyConflict'];
      429: components['responses']['TooManyRequests'];
      default: components['responses']['InternalError'];
    };
  };
  listTopics: {
    parameters: {
      query?: {
        /** @description `nextCursor` of the page before, with the same filters and order */
        cursor?: string;
        /** @description Only those with this enabled */
        enabled?: boolean;
        /** @description How many to answer at most */
        limit?: number;
        /** @description Part of the slug or of the name */
        q?: string;
        /** @description By which field, ascending; with a minus before it, descending. Without it, newest first */
        sort?: 'slug' | '-slug' | 'name' | '-name' | 'createdAt' | '-createdAt' | 'updatedAt' | '-updatedAt';
        /** @description Whether to count all that the filters let through */
        total?: boolean;
      };
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description As asked */
      200: {
        headers: {
          'RateLimit-Limit': components['headers']['RateLimitLimit'];
          'RateLimit-Remaining': components['headers']['RateLimitRemaining'];
          'RateLimit-Reset': components['headers']['RateLimitReset'];
          'X-Request-Id': components['headers']['RequestId'];
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *       "items": [
           *         {
           *           "id": "019cb7a4-3f1e-7c52-9a0d-4e6b00002762",
           *           "slug": "russia-dprk-pact",
           *           "name": "Russia–North Korea pact",
           *           "description": "description",
           *           "query": "(\"Kim Jong Un\" OR @north-korea) NEAR/20 (@russia OR Putin) AND (pact OR treaty OR troops)",
           *           "enabled": false,
           *           "version": 1,
           *           "createdAt": "2026-03-04T07:30:00.000Z",
           *           "updatedAt": "2026-03-04T07:30:00.000Z"
           *         }
           *       ],
           *       "nextCursor": "nextCursor"
           *     }
           */
          'application/json': components['schemas']['TopicPage'];
        };
      };
      400: components['responses']['InvalidRequest'];
      401: components['responses']['NotSignedIn'];
      403: components['responses']['NotAllowed'];
      429: components['responses']['TooManyRequests'];
      default: components['responses']['InternalError'];
    };
  };
  createTopic: {
    parameters: {
      query?: never;
      header?: {
        /** @description A value of your own for this one request, such as a UUID. Sent again within a day, the request is not done again: the first answer is given again */
        'Idempotency-Key'?: components['parameters']['IdempotencyKey'];
      };
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        /**
         * @example {
         *       "slug": "russia-dprk-pact",
         *       "name": "Russia–North Korea pact",
         *       "query": "(\"Kim Jong Un\" OR @north-korea) NEAR/20 (@russia OR Putin) AND (pact OR treaty OR troops)"
         *     }
         */
        'application/json': components['schemas']['CreateTopic'];
      };
    };
    responses: {
      /** @description Made */
      201: {
        headers: {
          ETag: components['headers']['ETag'];
          'Idempotency-Replayed': components['headers']['IdempotencyReplayed'];
          Location: components['headers']['Location'];
          'RateLimit-Limit': components['headers']['RateLimitLimit'];
          'RateLimit-Remaining': components['headers']['RateLimitRemaining'];
          'RateLimit-Reset': components['headers']['RateLimitReset'];
          'X-Request-Id': components['headers']['RequestId'];
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *       "id": "019cb7a4-3f1e-7c52-9a0d-4e6b00002762",
           *       "slug": "russia-dprk-pact",
           *       "name": "Russia–North Korea pact",
           *       "description": "description",
           *       "query": "(\"Kim Jong Un\" OR @north-korea) NEAR/20 (@russia OR Putin) AND (pact OR treaty OR troops)",
           *       "enabled": false,
           *       "version": 1,
           *       "createdAt": "2026-03-04T07:30:00.000Z",
           *       "updatedAt": "2026-03-04T07:30:00.000Z"
           *     }
           */
          'application/json': components['schemas']['Topic'];
        };
      };
      400: components['responses']['InvalidRequest'];
      401: components['responses']['NotSignedIn'];
      403: components['responses']['NotAllowed'];
      409: components['responses']['Conflict'];
      413: components['responses']['TooLarge'];
      415: components['responses']['UnsupportedMediaType'];
      422: components['responses']['IdempotencyConflict'];
      429: components['responses']['TooManyRequests'];
      default: components['responses']['InternalError'];
    };
  };
  readTopic: {
    parameters: {
      query?: never;
      header?: {
        /** @description The ETag of what is known already. If it is still the same, the answer is 304, without a body */
        'If-None-Match'?: components['parameters']['IfNoneMatch'];
      };
      path: {
        /**
         * @description Id of the topic
         * @example 019cb7a4-3f1e-7c52-9a0d-4e6b00002762
         */
        id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description As asked */
      200: {
        headers: {
          ETag: components['headers']['ETag'];
          'RateLimit-Limit': components['headers']['RateLimitLimit'];
          'RateLimit-Remaining': components['headers']['RateLimitRemaining'];
          'RateLimit-Reset': components['headers']['RateLimitReset'];
          'X-Request-Id': components['headers']['RequestId'];
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *       "id": "019cb7a4-3f1e-7c52-9a0d-4e6b00002762",
           *       "slug": "russia-dprk-pact",
           *       "name": "Russia–North Korea pact",
           *       "description": "description",
           *       "query": "(\"Kim Jong Un\" OR @north-korea) NEAR/20 (@russia OR Putin) AND (pact OR treaty OR troops)",
           *       "enabled": false,
           *       "version": 1,
           *       "createdAt": "2026-03-04T07:30:00.000Z",
           *       "updatedAt": "2026-03-04T07:30:00.000Z"
           *     }
           */
          'application/json': components['schemas']['Topic'];
        };
      };
      /** @description The same as is known already */
      304: {
        headers: {
          'RateLimit-Limit': components['headers']['RateLimitLimit'];
          'RateLimit-Remaining': components['headers']['RateLimitRemaining'];
          'RateLimit-Reset': components['headers']['RateLimitReset'];
          'X-Request-Id': components['headers']['RequestId'];
          [name: string]: unknown;
        };
        content?: never;
      };
      400: components['responses']['InvalidRequest'];
      401: components['responses']['NotSignedIn'];
      403: components['responses']['NotAllowed'];
      404: components['responses']['NotFound'];
      429: components['responses']['TooManyRequests'];
      default: components['responses']['InternalError'];
    };
  };
  deleteTopic: {
    parameters: {
      query?: never;
      header?: {
        /** @description The ETag of the state that is meant to be changed. If it was changed since, the answer is 412, and nothing is done */
        'If-Match'?: components['parameters']['IfMatch'];
      };
      path: {
        /**
         * @description Id of the topic
         * @example 019cb7a4-3f1e-7c52-9a0d-4e6b00002762
         */
        id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Done */
      204: {
        headers: {
          'RateLimit-Limit': components['headers']['RateLimitLimit'];
          'RateLimit-Remaining': components['headers']['RateLimitRemaining'];
          'RateLimit-Reset': components['headers']['RateLimitReset'];
          'X-Request-Id': components['headers']['RequestId'];
          [name: string]: unknown;
        };
        content?: never;
      };
      400: components['responses']['InvalidRequest'];
      401: components['responses']['NotSignedIn'];
      403: components['responses']['NotAllowed'];
      404: components['responses']['NotFound'];
      409: components['responses']['Conflict'];
      412: components['responses']['PreconditionFailed'];
      429: components['responses']['TooManyRequests'];
      default: components['responses']['InternalError'];
    };
  };
  updateTopic: {
    parameters: {
      query?: never;
      header?: {
        /** @description The ETag of the state that is meant to be changed. If it was changed since, the answer is 412, and nothing is done */
        'If-Match'?: components['parameters']['IfMatch'];
      };
      path: {
        /**
         * @description Id of the topic
         * @example 019cb7a4-3f1e-7c52-9a0d-4e6b00002762
         */
        id: string;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        /**
         * @example {
         *       "query": "(\"Kim Jong Un\" OR @north-korea) NEAR/20 (@russia OR Putin) AND (pact OR treaty OR troops)"
         *     }
         */
        'application/json': components['schemas']['UpdateTopic'];
      };
    };
    responses: {
      /** @description As asked */
      200: {
        headers: {
          ETag: components['headers']['ETag'];
          'RateLimit-Limit': components['headers']['RateLimitLimit'];
          'RateLimit-Remaining': components['headers']['RateLimitRemaining'];
          'RateLimit-Reset': components['headers']['RateLimitReset'];
          'X-Request-Id': components['headers']['RequestId'];
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *       "id": "019cb7a4-3f1e-7c52-9a0d-4e6b00002762",
           *       "slug": "russia-dprk-pact",
           *       "name": "Russia–North Korea pact",
           *       "description": "description",
           *       "query": "(\"Kim Jong Un\" OR @north-korea) NEAR/20 (@russia OR Putin) AND (pact OR treaty OR troops)",
           *       "enabled": false,
           *       "version": 1,
           *       "createdAt": "2026-03-04T07:30:00.000Z",
           *       "updatedAt": "2026-03-04T07:30:00.000Z"
           *     }
           */
          'application/json': components['schemas']['Topic'];
        };
      };
      400: components['responses']['InvalidRequest'];
      401: components['responses']['NotSignedIn'];
      403: components['responses']['NotAllowed'];
      404: components['responses']['NotFound'];
      409: components['responses']['Conflict'];
      412: components['responses']['PreconditionFailed'];
      413: components['responses']['TooLarge'];
      415: components['responses']['UnsupportedMediaType'];
      429: components['responses']['TooManyRequests'];
      default: components['responses']['InternalError'];
    };
  };
  linksTopicFeed: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        /**
         * @description Id of the topic
         * @example 019cb7a4-3f1e-7c52-9a0d-4e6b00002762
         */
        id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description As asked */
      200: {
        headers: {
          'RateLimit-Limit': components['headers']['RateLimitLimit'];
          'RateLimit-Remaining': components['headers']['RateLimitRemaining'];
          'RateLimit-Reset': components['headers']['RateLimitReset'];
          'X-Request-Id': components['headers']['RequestId'];
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *       "atom": "https://news.example/",
           *       "json": "https://news.example/",
           *       "expiresAt": "2026-03-04T07:30:00.000Z"
           *     }
           */
          'application/json': components['schemas']['TopicFeedLinks'];
        };
      };
      400: components['responses']['InvalidRequest'];
      401: components['responses']['NotSignedIn'];
      403: components['responses']['NotAllowed'];
      404: components['responses']['NotFound'];
      429: components['responses']['TooManyRequests'];
      default: components['responses']['InternalError'];
    };
  };
  atomTopicFeed: {
    parameters: {
      query?: {
        /** @description The signed part of a link in a message */
        token?: string;
      };
      header?: never;
      path: {
        /**
         * @description Id of the topic
         * @example 019cb7a4-3f1e-7c52-9a0d-4e6b00002762
         */
        id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description As asked */
      200: {
        headers: {
          'RateLimit-Limit': components['headers']['RateLimitLimit'];
          'RateLimit-Remaining': components['headers']['RateLimitRemaining'];
          'RateLimit-Reset': components['headers']['RateLimitReset'];
          'X-Request-Id': components['headers']['RequestId'];
          [name: string]: unknown;
        };
        content: {
          /** @example text */
          'application/atom+xml': string;
        };
      };
      400: components['responses']['InvalidRequest'];
      404: components['responses']['NotFound'];
      429: components['responses']['TooManyRequests'];
      default: components['responses']['InternalError'];
    };
  };
  jsonTopicFeed: {
    parameters: {
      query?: {
        /** @description The signed part of a link in a message */
        token?: string;
      };
      header?: never;
      path: {
        /**
         * @description Id of the topic
         * @example 019cb7a4-3f1e-7c52-9a0d-4e6b00002762
         */
        id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description As asked */
      200: {
        headers: {
          'RateLimit-Limit': components['headers']['RateLimitLimit'];
          'RateLimit-Remaining': components['headers']['RateLimitRemaining'];
          'RateLimit-Reset': components['headers']['RateLimitReset'];
          'X-Request-Id': components['headers']['RequestId'];
          [name: string]: unknown;
        };
        content: {
          /** @example {} */
          'application/feed+json': Record<string, never>;
        };
      };
      400: components['responses']['InvalidRequest'];
      404: components['responses']['NotFound'];
      429: components['responses']['TooManyRequests'];
      default: components['responses']['InternalError'];
    };
  };
  readRematch: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        /**
         * @description Id of the topic
         * @example 019cb7a4-3f1e-7c52-9a0d-4e6b00002762
         */
        id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description As asked */
      200: {
        headers: {
          'RateLimit-Limit': components['headers']['RateLimitLimit'];
          'RateLimit-Remaining': components['headers']['RateLimitRemaining'];
          'RateLimit-Reset': components['headers']['RateLimitReset'];
          'X-Request-Id': components['headers']['RequestId'];
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *       "id": "019cb7a4-3f1e-7c52-9a0d-4e6b00002762",
           *       "topicId": "019cb7a4-3f1e-7c52-9a0d-4e6b93408108",
           *       "topicVersion": 1,
           *       "reason": "new-topic",
           *       "state": "waiting",
           *       "total": 1,
           *       "done": 1,
           *       "gained": 1,
           *       "lost": 1,
           *       "plannedAt": "2026-03-04T07:30:00.000Z",
           *       "startedAt": "2026-03-04T07:30:00.000Z",
           *       "finishedAt": "2026-03-04T07:30:00.000Z",
           *       "failure": "failure"
           *     }
           */
          'application/json': components['schemas']['Rematch'];
        };
      };
      400: components['responses']['InvalidRequest'];
      401: components['responses']['NotSignedIn'];
      403: components['responses']['NotAllowed'];
      404: components['responses']['NotFound'];
      429: components['responses']['TooManyRequests'];
      default: components['responses']['InternalError'];
    };
  };
  startRematch: {
    parameters: {
      query?: never;
      header?: {
        /** @description A value of your own for this one request, such as a UUID. Sent again within a day, the request is not done again: the first answer is given again */
        'Idempotency-Key'?: components['parameters']['IdempotencyKey'];
      };
      path: {
        /**
         * @description Id of the topic
         * @example 019cb7a4-3f1e-7c52-9a0d-4e6b00002762
         */
        id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Taken on; it is done soon */
      202: {
        headers: {
          'Idempotency-Replayed': components['headers']['IdempotencyReplayed'];
          'RateLimit-Limit': components['headers']['RateLimitLimit'];
          'RateLimit-Remaining': components['headers']['RateLimitRemaining'];
          'RateLimit-Reset': components['headers']['RateLimitReset'];
          'X-Request-Id': components['headers']['RequestId'];
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *       "id": "019cb7a4-3f1e-7c52-9a0d-4e6b00002762",
           *       "topicId": "019cb7a4-3f1e-7c52-9a0d-4e6b93408108",
           *       "topicVersion": 1,
           *       "reason": "new-topic",
           *       "state": "waiting",
           *       "total": 1,
           *       "done": 1,
           *       "gained": 1,
           *       "lost": 1,
           *       "plannedAt": "2026-03-04T07:30:00.000Z",
           *       "startedAt": "2026-03-04T07:30:00.000Z",
           *       "finishedAt": "2026-03-04T07:30:00.000Z",
           *       "failure": "failure"
           *     }
           */
          'application/json': components['schemas']['Rematch'];
        };
      };
      400: components['responses']['InvalidRequest'];
      401: components['responses']['NotSignedIn'];
      403: components['responses']['NotAllowed'];
      404: components['responses']['NotFound'];
      409: components['responses']['Conflict'];
      422: components['responses']['IdempotencyConflict'];
      429: components['responses']['TooManyRequests'];
      default: components['responses']['InternalError'];
    };
  };
  listRematches: {
    parameters: {
      query?: {
        /** @description `nextCursor` of the page before, with the same filters and order */
        cursor?: string;
        /** @description How many to answer at most */
        limit?: number;
      };
      header?: never;
      path: {
        /**
         * @description Id of the topic
         * @example 019cb7a4-3f1e-7c52-9a0d-4e6b00002762
         */
        id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description As asked */
      200: {
        headers: {
          'RateLimit-Limit': components['headers']['RateLimitLimit'];
          'RateLimit-Remaining': components['headers']['RateLimitRemaining'];
          'RateLimit-Reset': components['headers']['RateLimitReset'];
          'X-Request-Id': components['headers']['RequestId'];
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *       "items": [
           *         {
           *           "id": "019cb7a4-3f1e-7c52-9a0d-4e6b00002762",
           *           "topicId": "019cb7a4-3f1e-7c52-9a0d-4e6b93408108",
           *           "topicVersion": 1,
           *           "reason": "new-topic",
           *           "state": "waiting",
           *           "total": 1,
           *           "done": 1,
           *           "gained": 1,
           *           "lost": 1,
           *           "plannedAt": "2026-03-04T07:30:00.000Z",
           *           "startedAt": "2026-03-04T07:30:00.000Z",
           *           "finishedAt": "2026-03-04T07:30:00.000Z",
           *           "failure": "failure"
           *         }
           *       ],
           *       "nextCursor": "nextCursor"
           *     }
           */
          'application/json': components['schemas']['RematchPage'];
        };
      };
      400: components['responses']['InvalidRequest'];
      401: components['responses']['NotSignedIn'];
      403: components['responses']['NotAllowed'];
      404: components['responses']['NotFound'];
      429: components['responses']['TooManyRequests'];
      default: components['responses']['InternalError'];
    };
  };
  listTopicVersions: {
    parameters: {
      query?: {
        /** @description `nextCursor` of the page before */
        cursor?: number;
        /** @description How many to answer at most */
        limit?: number;
      };
      header?: never;
      path: {
        /**
         * @description Id of the topic
         * @example 019cb7a4-3f1e-7c52-9a0d-4e6b00002762
         */
        id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description As asked */
      200: {
        headers: {
          'RateLimit-Limit': components['headers']['RateLimitLimit'];
          'RateLimit-Remaining': components['headers']['RateLimitRemaining'];
          'RateLimit-Reset': components['headers']['RateLimitReset'];
          'X-Request-Id': components['headers']['RequestId'];
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *       "items": [
           *         {
           *           "version": 1,
           *           "query": "(\"Kim Jong Un\" OR @north-korea) NEAR/20 (@russia OR Putin) AND (pact OR treaty OR troops)",
           *           "createdAt": "2026-03-04T07:30:00.000Z",
           *           "changes": null
           *         }
           *       ],
           *       "nextCursor": "nextCursor"
           *     }
           */
          'application/json': components['schemas']['TopicVersionPage'];
        };
      };
      400: components['responses']['InvalidRequest'];
      401: components['responses']['NotSignedIn'];
      403: components['responses']['NotAllowed'];
      404: components['responses']['NotFound'];
      429: components['responses']['TooManyRequests'];
      default: components['responses']['InternalError'];
    };
  };
  restoreTopicVersion: {
    parameters: {
      query?: never;
      header?: {
        /** @description A value of your own for this one request, such as a UUID. Sent again within a day, the request is not done again: the first answer is given again */
        'Idempotency-Key'?: components['parameters']['IdempotencyKey'];
      };
      path: {
        /**
         * @description Id of the topic
         * @example 019cb7a4-3f1e-7c52-9a0d-4e6b00002762
         */
        id: string;
        /**
         * @description Version of the thing
         * @example 1
         */
        version: number;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description As asked */
      200: {
        headers: {
          'Idempotency-Replayed': components['headers']['IdempotencyReplayed'];
          'RateLimit-Limit': components['headers']['RateLimitLimit'];
          'RateLimit-Remaining': components['headers']['RateLimitRemaining'];
          'RateLimit-Reset': components['headers']['RateLimitReset'];
          'X-Request-Id': components['headers']['RequestId'];
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *       "id": "019cb7a4-3f1e-7c52-9a0d-4e6b00002762",
           *       "slug": "russia-dprk-pact",
           *       "name": "Russia–North Korea pact",
           *       "description": "description",
           *       "query": "(\"Kim Jong Un\" OR @north-korea) NEAR/20 (@russia OR Putin) AND (pact OR treaty OR troops)",
           *       "enabled": false,
           *       "version": 1,
           *       "createdAt": "2026-03-04T07:30:00.000Z",
           *       "updatedAt": "2026-03-04T07:30:00.000Z"
           *     }
           */
          'application/json': components['schemas']['Topic'];
        };
      };
      400: components['responses']['InvalidRequest'];
      401: components['responses']['NotSignedIn'];
      403: components['responses']['NotAllowed'];
      404: components['responses']['NotFound'];
      409: components['responses']['Conflict'];
      422: components['responses']['IdempotencyConflict'];
      429: components['responses']['TooManyRequests'];
      default: components['responses']['InternalError'];
    };
  };
  previewPreview: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        /**
         * @example {
         *       "query": "(\"Kim Jong Un\" OR @north-korea) NEAR/20 (@russia OR Putin) AND (pact OR treaty OR troops)"
         *     }
         */
        'application/json': components['schemas']['PreviewTopic'];
      };
    };
    responses: {
      /** @description As asked */
      200: {
        headers: {
          'RateLimit-Limit': components['headers']['RateLimitLimit'];
          'RateLimit-Remaining': components['headers']['RateLimitRemaining'];
          'RateLimit-Reset': components['headers']['RateLimitReset'];
          'X-Request-Id': components['headers']['RequestId'];
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *       "complete": false,
           *       "stoppedBy": "time",
           *       "stories": 1,
           *       "from": "2026-03-04T07:30:00.000Z",
           *       "to": "2026-03-04T07:30:00.000Z",
           *       "reachedAt": "2026-03-04T07:30:00.000Z",
           *       "durationMs": 1,
           *       "matches": 1,
           *       "failures": 1,
           *       "alerts": 1,
           *       "alertsAreExact": false,
           *       "onFirstPoll": 1,
           *       "days": [
           *         {
           *           "day": "2026-03-04",
           *           "matches": 1,
           *           "alerts": 1
           *         }
           *       ],
           *       "sources": [
           *         {
           *           "feed": {
           *             "id": "019cb7a4-3f1e-7c52-9a0d-4e6b00002762",
           *             "title": "Pyongyang ratifies mutual defence treaty with Moscow"
           *           },
           *           "matches": 1
           *         }
           *       ],
           *       "samples": [
           *         {
           *           "story": {
           *             "id": "019cb7a4-3f1e-7c52-9a0d-4e6b00002762",
           *             "title": "Pyongyang ratifies mutual defence treaty with Moscow",
           *             "text": "Lawmakers in Pyongyang have ratified the treaty that Kim Jong Un and Putin signed in June.",
           *             "url": "https://news.example/2026/03/pyongyang-ratifies-treaty",
           *             "language": "en",
           *             "publishedAt": "2026-03-04T07:30:00.000Z",
           *             "fetchedAt": "2026-03-04T07:30:00.000Z",
           *             "feed": {
           *               "id": "019cb7a4-3f1e-7c52-9a0d-4e6b00002762",
           *               "title": "Pyongyang ratifies mutual defence treaty with Moscow"
           *             }
           *           },
           *           "score": 0.82,
           *           "evidence": [
           *             {
           *               "field": "title",
           *               "start": 1,
           *               "end": 1,
           *               "form": "Kim Jong Un",
           *               "clause": "NEAR/20"
           *             }
           *           ]
           *         }
           *       ],
           *       "comparison": null
           *     }
           */
          'application/json': components['schemas']['TopicPreview'];
        };
      };
      400: components['responses']['InvalidRequest'];
      401: components['responses']['NotSignedIn'];
      403: components['responses']['NotAllowed'];
      413: components['responses']['TooLarge'];
      415: components['responses']['UnsupportedMediaType'];
      429: components['responses']['TooManyRequests'];
      default: components['responses']['InternalError'];
    };
  };
  testQuery: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        /**
         * @example {
         *       "query": "(\"Kim Jong Un\" OR @north-korea) NEAR/20 (@russia OR Putin) AND (pact OR treaty OR troops)",
         *       "title": "Pyongyang ratifies mutual defence treaty with Moscow",
         *       "text": "Lawmakers in Pyongyang ratified the pact that Kim Jong Un and Putin signed in June."
         *     }
         */
        'application/json': components['schemas']['TryQuery'];
      };
    };
    responses: {
      /** @description As asked */
      200: {
        headers: {
          'RateLimit-Limit': components['headers']['RateLimitLimit'];
          'RateLimit-Remaining': components['headers']['RateLimitRemaining'];
          'RateLimit-Reset': components['headers']['RateLimitReset'];
          'X-Request-Id': components['headers']['RequestId'];
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *       "outcome": "invalid",
           *       "errors": [
           *         {
           *           "code": "unknown-entity",
           *           "message": "There is no entity @north-corea",
           *           "line": 1,
           *           "column": 1,
           *           "offset": 1,
           *           "length": 1,
           *           "found": "@north-corea",
           *           "expected": "a slug of an entity"
           *         }
           *       ]
           *     }
           */
          'application/json': components['schemas']['QueryTrial'];
        };
      };
      400: components['responses']['InvalidRequest'];
      401: components['responses']['NotSignedIn'];
      403: components['responses']['NotAllowed'];
      413: components['responses']['TooLarge'];
      415: components['responses']['UnsupportedMediaType'];
      429: components['responses']['TooManyRequests'];
      default: components['responses']['InternalError'];
    };
  };
  validateQuery: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        /**
         * @example {
         *       "query": "(\"Kim Jong Un\" OR @north-korea) NEAR/20 (@russia OR Putin) AND (pact OR treaty OR troops)"
         *     }
         */
        'application/json': components['schemas']['ValidateQuery'];
      };
    };
    responses: {
      /** @description As asked */
      200: {
        headers: {
          'RateLimit-Limit': components['headers']['RateLimitLimit'];
          'RateLimit-Remaining': components['headers']['RateLimitRemaining'];
          'RateLimit-Reset': components['headers']['RateLimitReset'];
          'X-Request-Id': components['headers']['RequestId'];
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *       "valid": true,
           *       "normalForm": "(\"Kim Jong Un\" OR @north-korea) NEAR/20 (@russia OR Putin) AND (pact OR treaty OR troops)"
           *     }
           */
          'application/json': components['schemas']['QueryValidation'];
        };
      };
      400: components['responses']['InvalidRequest'];
      401: components['responses']['NotSignedIn'];
      403: components['responses']['NotAllowed'];
      413: components['responses']['TooLarge'];
      415: components['responses']['UnsupportedMediaType'];
      429: components['responses']['TooManyRequests'];
      default: components['responses']['InternalError'];
    };
  };
  listUsers: {
    parameters: {
      query?: {
        /** @description `nextCursor` of the page before, with the same filters and order */
        cursor?: string;
        /** @description Only those with this disabled */
        disabled?: boolean;
        /** @description Only those with this email */
        email?: string;
        /** @description Only those with this invited */
        invited?: boolean;
        /** @description How many to answer at most */
        limit?: number;
        /** @description Only those with this role */
        role?: components['schemas']['Role'];
        /** @description By which field, ascending; with a minus before it, descending. Without it, newest first */
        sort?: 'name' | '-name' | 'email' | '-email' | 'createdAt' | '-createdAt';
        /** @description Whether to count all that the filters let through */
        total?: boolean;
      };
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description As asked */
      200: {
        headers: {
          'RateLimit-Limit': components['headers']['RateLimitLimit'];
          'RateLimit-Remaining': components['headers']['RateLimitRemaining'];
          'RateLimit-Reset': components['headers']['RateLimitReset'];
          'X-Request-Id': components['headers']['RequestId'];
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *       "items": [
           *         {
           *           "id": "019cb7a4-3f1e-7c52-9a0d-4e6b00002762",
           *           "email": "ana@desk.example",
           *           "name": "Russia–North Korea pact",
           *           "role": "admin",
           *           "disabled": false,
           *           "invited": false,
           *           "hasPassword": false,
           *           "hasIdentity": false,
           *           "createdAt": "2026-03-04T07:30:00.000Z",
           *           "lastSignInAt": "2026-03-04T07:30:00.000Z",
           *           "lockedUntil": "2026-03-04T07:30:00.000Z"
           *         }
           *       ],
           *       "nextCursor": "nextCursor"
           *     }
           */
          'application/json': components['schemas']['UserPage'];
        };
      };
      400: components['responses']['InvalidRequest'];
      401: components['responses']['NotSignedIn'];
      403: components['responses']['NotAllowed'];
      429: components['responses']['TooManyRequests'];
      default: components['responses']['InternalError'];
    };
  };
  createUser: {
    parameters: {
      query?: never;
      header?: {
        /** @description A value of your own for this one request, such as a UUID. Sent again within a day, the request is not done again: the first answer is given again */
        'Idempotency-Key'?: components['parameters']['IdempotencyKey'];
      };
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        /**
         * @example {
         *       "email": "ana@desk.example",
         *       "name": "Russia–North Korea pact",
         *       "role": "admin"
         *     }
         */
        'application/json': components['schemas']['InviteUser'];
      };
    };
    responses: {
      /** @description Made */
      201: {
        headers: {
          ETag: components['headers']['ETag'];
          'Idempotency-Replayed': components['headers']['IdempotencyReplayed'];
          Location: components['headers']['Location'];
          'RateLimit-Limit': components['headers']['RateLimitLimit'];
          'RateLimit-Remaining': components['headers']['RateLimitRemaining'];
          'RateLimit-Reset': components['headers']['RateLimitReset'];
          'X-Request-Id': components['headers']['RequestId'];
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *       "id": "019cb7a4-3f1e-7c52-9a0d-4e6b00002762",
           *       "email": "ana@desk.example",
           *       "name": "Russia–North Korea pact",
           *       "role": "admin",
           *       "disabled": false,
           *       "invited": false,
           *       "hasPassword": false,
           *       "hasIdentity": false,
           *       "createdAt": "2026-03-04T07:30:00.000Z",
           *       "lastSignInAt": "2026-03-04T07:30:00.000Z",
           *       "lockedUntil": "2026-03-04T07:30:00.000Z",
           *       "invitation": {
           *         "link": "link",
           *         "expiresAt": "2026-03-04T07:30:00.000Z"
           *       }
           *     }
           */
          'application/json': components['schemas']['InvitedUser'];
        };
      };
      400: components['responses']['InvalidRequest'];
      401: components['responses']['NotSignedIn'];
      403: components['responses']['NotAllowed'];
      409: components['responses']['Conflict'];
      413: components['responses']['TooLarge'];
      415: components['responses']['UnsupportedMediaType'];
      422: components['responses']['IdempotencyConflict'];
      429: components['responses']['TooManyRequests'];
      default: components['responses']['InternalError'];
    };
  };
  readUser: {
    parameters: {
      query?: never;
      header?: {
        /** @description The ETag of what is known already. If it is still the same, the answer is 304, without a body */
        'If-None-Match'?: components['parameters']['IfNoneMatch'];
      };
      path: {
        /**
         * @description Id of the user
         * @example 019cb7a4-3f1e-7c52-9a0d-4e6b00002762
         */
        id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description As asked */
      200: {
        headers: {
          ETag: components['headers']['ETag'];
          'RateLimit-Limit': components['headers']['RateLimitLimit'];
          'RateLimit-Remaining': components['headers']['RateLimitRemaining'];
          'RateLimit-Reset': components['headers']['RateLimitReset'];
          'X-Request-Id': components['headers']['RequestId'];
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *       "id": "019cb7a4-3f1e-7c52-9a0d-4e6b00002762",
           *       "email": "ana@desk.example",
           *       "name": "Russia–North Korea pact",
           *       "role": "admin",
           *       "disabled": false,
           *       "invited": false,
           *       "hasPassword": false,
           *       "hasIdentity": false,
           *       "createdAt": "2026-03-04T07:30:00.000Z",
           *       "lastSignInAt": "2026-03-04T07:30:00.000Z",
           *       "lockedUntil": "2026-03-04T07:30:00.000Z"
           *     }
           */
          'application/json': components['schemas']['User'];
        };
      };
      /** @description The same as is known already */
      304: {
        headers: {
          'RateLimit-Limit': components['headers']['RateLimitLimit'];
          'RateLimit-Remaining': components['headers']['RateLimitRemaining'];
          'RateLimit-Reset': components['headers']['RateLimitReset'];
          'X-Request-Id': components['headers']['RequestId'];
          [name: string]: unknown;
        };
        content?: never;
      };
      400: components['responses']['InvalidRequest'];
      401: components['responses']['NotSignedIn'];
      403: components['responses']['NotAllowed'];
      404: components['responses']['NotFound'];
      429: components['responses']['TooManyRequests'];
      default: components['responses']['InternalError'];
    };
  };
  deleteUser: {
    parameters: {
      query?: never;
      header?: {
        /** @description The ETag of the state that is meant to be changed. If it was changed since, the answer is 412, and nothing is done */
        'If-Match'?: components['parameters']['IfMatch'];
      };
      path: {
        /**
         * @description Id of the user
         * @example 019cb7a4-3f1e-7c52-9a0d-4e6b00002762
         */
        id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Done */
      204: {
        headers: {
          'RateLimit-Limit': components['headers']['RateLimitLimit'];
          'RateLimit-Remaining': components['headers']['RateLimitRemaining'];
          'RateLimit-Reset': components['headers']['RateLimitReset'];
          'X-Request-Id': components['headers']['RequestId'];
          [name: string]: unknown;
        };
        content?: never;
      };
      400: components['responses']['InvalidRequest'];
      401: components['responses']['NotSignedIn'];
      403: components['responses']['NotAllowed'];
      404: components['responses']['NotFound'];
      409: components['responses']['Conflict'];
      412: components['responses']['PreconditionFailed'];
      429: components['responses']['TooManyRequests'];
      default: components['responses']['InternalError'];
    };
  };
  updateUser: {
    parameters: {
      query?: never;
      header?: {
        /** @description The ETag of the state that is meant to be changed. If it was changed since, the answer is 412, and nothing is done */
        'If-Match'?: components['parameters']['IfMatch'];
      };
      path: {
        /**
         * @description Id of the user
         * @example 019cb7a4-3f1e-7c52-9a0d-4e6b00002762
         */
        id: string;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        /** @example {} */
        'application/json': components['schemas']['UpdateUser'];
      };
    };
    responses: {
      /** @description As asked */
      200: {
        headers: {
          ETag: components['headers']['ETag'];
          'RateLimit-Limit': components['headers']['RateLimitLimit'];
          'RateLimit-Remaining': components['headers']['RateLimitRemaining'];
          'RateLimit-Reset': components['headers']['RateLimitReset'];
          'X-Request-Id': components['headers']['RequestId'];
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *       "id": "019cb7a4-3f1e-7c52-9a0d-4e6b00002762",
           *       "email": "ana@desk.example",
           *       "name": "Russia–North Korea pact",
           *       "role": "admin",
           *       "disabled": false,
           *       "invited": false,
           *       "hasPassword": false,
           *       "hasIdentity": false,
           *       "createdAt": "2026-03-04T07:30:00.000Z",
           *       "lastSignInAt": "2026-03-04T07:30:00.000Z",
           *       "lockedUntil": "2026-03-04T07:30:00.000Z"
           *     }
           */
          'application/json': components['schemas']['User'];
        };
      };
      400: components['responses']['InvalidRequest'];
      401: components['responses']['NotSignedIn'];
      403: components['responses']['NotAllowed'];
      404: components['responses']['NotFound'];
      409: components['responses']['Conflict'];
      412: components['responses']['PreconditionFailed'];
      413: components['responses']['TooLarge'];
      415: components['responses']['UnsupportedMediaType'];
      429: components['responses']['TooManyRequests'];
      default: components['responses']['InternalError'];
    };
  };
  inviteUser: {
    parameters: {
      query?: never;
      header?: {
        /** @description A value of your own for this one request, such as a UUID. Sent again within a day, the request is not done again: the first answer is given again */
        'Idempotency-Key'?: components['parameters']['IdempotencyKey'];
        /** @description The ETag of the state that is meant to be changed. If it was changed since, the answer is 412, and nothing is done */
        'If-Match'?: components['parameters']['IfMatch'];
      };
      path: {
        /**
         * @description Id of the user
         * @example 019cb7a4-3f1e-7c52-9a0d-4e6b00002762
         */
        id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description As asked */
      200: {
        headers: {
          ETag: components['headers']['ETag'];
          'Idempotency-Replayed': components['headers']['IdempotencyReplayed'];
          'RateLimit-Limit': components['headers']['RateLimitLimit'];
          'RateLimit-Remaining': components['headers']['RateLimitRemaining'];
          'RateLimit-Reset': components['headers']['RateLimitReset'];
          'X-Request-Id': components['headers']['RequestId'];
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *       "link": "link",
           *       "expiresAt": "2026-03-04T07:30:00.000Z"
           *     }
           */
          'application/json': components['schemas']['Invitation'];
        };
      };
      400: components['responses']['InvalidRequest'];
      401: components['responses']['NotSignedIn'];
      403: components['responses']['NotAllowed'];
      404: components['responses']['NotFound'];
      409: components['responses']['Conflict'];
      412: components['responses']['PreconditionFailed'];
      422: components['responses']['IdempotencyConflict'];
      429: components['responses']['TooManyRequests'];
      default: components['responses']['InternalError'];
    };
  };
}
