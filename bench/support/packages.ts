import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const bench = fileURLToPath(new URL('..', import.meta.url));
const stamp = `${bench}node_modules/.installed`;

/** Installs what this package measures Tambon against, once for each lock file. No script of theirs runs. */
export function installPeers(): void {
	const lock = createHash('sha256')
		.update(readFileSync(`${bench}package-lock.json`))
		.digest('hex');
	if (existsSync(stamp) && readFileSync(stamp, 'utf8') === lock) return;
	process.stderr.write('bench: installing the peers (once, some 200 MB)…\n');
	execFileSync('npm', ['ci', '--ignore-scripts', '--no-fund', '--no-audit', '--loglevel=error'], {
		cwd: bench,
		stdio: ['ignore', 2, 2],
		shell: process.platform === 'win32',
	});
	writeFileSync(stamp, lock);
}
