import { renderUnicodeCompact } from 'uqr';
import { showDateTime } from '../../domain/dates.ts';
import { openApp } from '../app.ts';
import { invite } from '../invitations.ts';
import { HELP, readArguments } from './invite-arguments.ts';

/** Exit: 0 a link was printed; 2 the command line or the environment is wrong. */
async function main(): Promise<number> {
	const asked = readArguments(process.argv.slice(2));
	if (asked.kind === 'help') {
		process.stdout.write(HELP);
		return 0;
	}
	if (asked.kind === 'bad') {
		process.stderr.write(`${asked.problems.join('\n')}\n\n${HELP}`);
		return 2;
	}
	const app = await openApp(process.env);
	try {
		const invited = await invite(app, null, asked.wish);
		if (invited.kind !== 'ok') {
			process.stderr.write(`ไม่มีร้านรหัสนี้ หรือข้อมูลไม่ครบ · no such shop, or too little said (${invited.kind})\n`);
			return 2;
		}
		const { link, expiresAt } = invited;
		process.stdout.write(`\n${framed(renderUnicodeCompact(link, { border: 2 }))}\n\n  ${link}\n\n`);
		process.stdout.write(`  ใช้ได้ครั้งเดียว ถึง ${showDateTime(expiresAt, 'th')} น.\n`);
		process.stdout.write(`  Works once, until ${showDateTime(expiresAt, 'en')} (Bangkok)\n\n`);
		return 0;
	} finally {
		await app.store.close();
	}
}

/** White on black whatever the terminal's own colours: scanners want the frame bright. */
function framed(code: string): string {
	const line = (text: string) => (process.stdout.isTTY ? `  \u001B[97;40m${text}\u001B[0m` : `  ${text}`);
	return code.split('\n').map(line).join('\n');
}

process.exitCode = await main();
