// A process of its own: a mail server and a receiver of posts on the loopback network. They take everything at once, and keep when
// each message was accepted, until their parent says "take".
import { once } from 'node:events';
import { createServer } from 'node:http';
import { SMTPServer } from 'smtp-server';

let accepted = [];
const smtp = new SMTPServer({
  hideSTARTTLS: true,
  authOptional: true,
  disableReverseLookup: true,
  logger: false,
  onData(stream, session, done) {
    let head = '';
    stream.on('data', (chunk) => {
      if (head.length < 4_096) head += chunk.toString('latin1');
    });
    stream.on('end', () => {
      accepted.push([/^X-Wirewatch-Delivery: (\S+)/im.exec(head)?.[1] ?? '', Date.now()]);
      done();
    });
  },
});
const http = createServer((request, response) => {
  request.resume();
  request.on('end', () => {
    response.end();
    accepted.push([request.headers['webhook-id'] ?? '', Date.now()]);
  });
});
smtp.on('error', () => undefined);
smtp.listen(0, '127.0.0.1');
http.listen(0, '127.0.0.1');
await Promise.all([once(smtp.server, 'listening'), once(http, 'listening')]);
process.on('message', () => {
  process.send(accepted);
  accepted = [];
});
process.on('disconnect', () => process.exit());
process.send({ smtp: smtp.server.address().port, http: http.address().port });
