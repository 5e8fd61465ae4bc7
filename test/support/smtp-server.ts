import { type AddressInfo } from 'node:net';
import { type ParsedMail, simpleParser } from 'mailparser';
import { SMTPServer, type SMTPServerDataStream, type SMTPServerSession } from 'smtp-server';
import { waitList } from './wait-list.js';

/**
 * `greylist` answers 451 to the recipient, `reject` 550 5.1.1, `refuse-content` 554 5.7.1 after the content, `hang` never answers
 * the content, `close-after-data` takes the content and breaks the connection instead of answering, `busy` greets with 421.
 */
export type SmtpBehaviour = 'accept' | 'greylist' | 'reject' | 'refuse-content' | 'hang' | 'close-after-data' | 'busy';

export interface SmtpServer {
  /** With user and password, if it was started with some. */
  url: string;
  /** Those accepted, in order. */
  messages: ParsedMail[];
  /** As they came, beside `messages`. */
  sources: string[];
  /** Who they were said to come from and go to, beside `messages`. */
  envelopes: { from: string; to: string[] }[];
  /** Those taken in whole, after which the connection was broken instead of answered. */
  brokenOff: ParsedMail[];
  /** How often the content of a message came in whole, accepted or not. */
  contentCount(): number;
  connectionCount(): number;
  /** Breaks every open connection. */
  dropConnections(): void;
  /** A function is asked at each recipient, and may be asked again for the same mail. */
  setBehaviour(behaviour: SmtpBehaviour | ((recipient: string) => SmtpBehaviour)): void;
  /** Resolves with the first `count` messages, as soon as there are as many. */
  waitForMessages(count: number): Promise<ParsedMail[]>;
  /** Resolves as soon as contents came in whole `count` times. */
  waitForContents(count: number): Promise<unknown>;
  close(): Promise<void>;
}

export interface SmtpServerOptions {
  behaviour?: SmtpBehaviour;
  /** Asks for a sign-in, and takes only this one. */
  credentials?: { user: string; password: string };
  /** Between taking a message in and saying so, in milliseconds. */
  answerDelayMs?: number;
}

/** A mail server for tests: real SMTP on a free port of 127.0.0.1, able to fail in the ways that mail servers do. */
export async function startSmtpServer({
  behaviour = 'accept',
  credentials,
  answerDelayMs = 0,
}: SmtpServerOptions = {}): Promise<SmtpServer> {
  const messages = waitList<ParsedMail>();
  const contents = waitList<string>();
  const sources: string[] = [];
  const envelopes: SmtpServer['envelopes'] = [];
  const brokenOff: ParsedMail[] = [];
  const modes = new WeakMap<SMTPServerSession, SmtpBehaviour>();
  let current: SmtpBehaviour | ((recipient: string) => SmtpBehaviour) = behaviour;
  let connectionCount = 0;
  const server = new SMTPServer({
    // Its certificate would be self-signed.
    hideSTARTTLS: true,
    authOptional: credentials === undefined,
    allowInsecureAuth: true,
    disableReverseLookup: true,
    logger: false,
    onAuth({ username, password }, _session, done) {
      const isRight = username === credentials?.user && password === credentials?.password;
      done(isRight ? null : failure(535, `5.7.8 no sign-in for ${username} ${password}`), { user: username });
    },
    onConnect(_session, done) {
      connectionCount += 1;
      done(current === 'busy' ? failure(421, '4.3.2 too busy') : null);
    },
    onRcptTo({ address }, session, done) {
      const mode = typeof current === 'function' ? current(address) : current;
      modes.set(session, mode);
      if (mode === 'greylist') done(failure(451, '4.7.1 try again later'));
      else if (mode === 'reject') done(failure(550, '5.1.1 no such user'));
      else done();
    },
    onData(stream, session, done) {
      void receive(stream, session, done);
    },
  });
  const receive = async (
    stream: SMTPServerDataStream,
    session: SMTPServerSession,
    done: (error?: Error | null) => void,
  ) => {
    let source: string;
    try {
      source = await readStream(stream);
    } catch {
      // The client was ended in the middle of its message: nobody is left to answer.
      return;
    }
    const isPersonal = typeof current === 'function';
    const mode = typeof current === 'function' ? modes.get(session) : current;
    if (mode === 'accept') {
      sources.push(source);
      const { mailFrom, rcptTo } = session.envelope;
      envelopes.push({ from: mailFrom ? mailFrom.address : '', to: rcptTo.map(({ address }) => address) });
      messages.push(await simpleParser(source));
    }
    contents.push(source);
    if (mode === 'hang') return;
    if (mode === 'close-after-data') {
      brokenOff.push(await simpleParser(source));
      if (isPersonal) dropConnection(session.id);
      else dropConnections();
      return;
    }
    if (answerDelayMs > 0) await new Promise((resolve) => setTimeout(resolve, answerDelayMs));
    done(mode === 'refuse-content' ? failure(554, '5.7.1 looks like spam') : null);
  };
  const dropConnections = () => {
    for (const { _socket } of server.connections) _socket.destroy();
  };
  const dropConnection = (id: string) => {
    for (const { session, _socket } of server.connections) if (session.id === id) _socket.destroy();
  };
  // A client that breaks off is an error to the server, and what the tests are about.
  server.on('error', () => undefined);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.server.address() as AddressInfo;
  const signIn = credentials
    ? `${encodeURIComponent(credentials.user)}:${encodeURIComponent(credentials.password)}@`
    : '';
  return {
    url: `smtp://${signIn}127.0.0.1:${port}`,
    messages: messages.items,
    sources,
    envelopes,
    brokenOff,
    contentCount: () => contents.items.length,
    connectionCount: () => connectionCount,
    dropConnections,
    setBehaviour(next) {
      current = next;
    },
    waitForMessages: messages.wait,
    waitForContents: contents.wait,
    async close() {
      dropConnections();
      await new Promise<void>((resolve) => server.close(() => resolve()));
    },
  };
}

function failure(responseCode: number, message: string): Error {
  return Object.assign(new Error(message), { responseCode });
}

async function readStream(stream: SMTPServerDataStream): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of stream as AsyncIterable<Buffer>) chunks.push(chunk);
  return Buffer.concat(chunks).toString('utf8');
}
