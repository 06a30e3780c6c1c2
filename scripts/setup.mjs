// Makes a fresh clone ready: installs what the lock file names, once for each lock file. Plain Node 20, no packages.
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, realpathSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
/** The lowest Node the product runs on. */
const NEEDED = [22, 19];
const stamp = `${root}node_modules/.installed`;

const lock = createHash('sha256')
	.update(readFileSync(`${root}package-lock.json`))
	.digest('hex');
const installed = existsSync(stamp) ? readFileSync(stamp, 'utf8') : '';

if (installed !== lock) {
	process.stdout.write('Installing packages (once)…\n');
	const execPath = realpathSync(process.execPath);
	// Scripts are off: better-sqlite3 ships ready binaries, and npm would compile it all the same from a lock file.
	npm('ci', '--ignore-scripts', '--include=dev', '--no-fund', '--no-audit', '--loglevel=error');
	// A machine with an older Node runs everything on the one that the npm package `node` brings. Run by that very one,
	// this script cannot tell how old the machine's is: the install has just taken it away, so it is brought back.
	const ours = execPath.startsWith(realpathSync(root));
	if (ours || isTooOld(process.versions.node)) npm('rebuild', 'node', '--loglevel=error');
	writeFileSync(stamp, lock);
}

/** @param {string} version */
function isTooOld(version) {
	const [major = 0, minor = 0] = version.split('.').map(Number);
	return major < NEEDED[0] || (major === NEEDED[0] && minor < NEEDED[1]);
}

/** @param {...string} args */
function npm(...args) {
	execFileSync('npm', args, { cwd: root, stdio: 'inherit', shell: process.platform === 'win32' });
}
