/**
 * Plays nothing: tells the test which file it was given, over the socket in its first argument, and ends as the
 * test says: `finish`, or `fail` with a complaint. Ends with the connection, too.
 */
import { connect } from 'node:net';

const [, , socket = '', file = ''] = process.argv;
const line = connect(socket, () => line.write(`${process.pid} ${file}\n`));
line.on('error', () => process.exit(1));
line.on('end', () => process.exit(1));
line.on('data', (order) => {
  if (String(order) === 'fail') {
    process.stderr.write('a long explanation\nfake: audio open error\n');
    process.exit(1);
  }
  line.end(() => process.exit(0));
});
