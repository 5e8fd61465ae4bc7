// `npm start`: brings a fresh clone to a running Wirewatch, doing only what is not done yet.
// The first lines must run on any Node, so that an old one gets a clear answer: nothing is imported before the check.
const [major, minor] = process.versions.node.split('.').map(Number);
const fitting = (major === 20 && minor >= 19) || (major === 22 && minor >= 12) || major > 22;
if (fitting) {
  import('./steps/start-up.mjs').then(({ startUp }) => startUp());
} else {
  console.error('Wirewatch needs Node 20.19, 22.12 or later; this is ' + process.version + '. See https://nodejs.org');
  process.exitCode = 1;
}
