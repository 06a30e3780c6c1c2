/**
 * Real faults: `npm run faults -- --loops 100 --side server|phone|both --seed N`.
 *
 * A real Chromium and the real server with a line between them that cuts, drops and delays. In each loop a person
 * edits, and in the middle of a sync one side is killed without warning; it comes back, and when the line is good
 * again everything the app said it had saved must be at the server, once. Exit 1 when a promise was broken.
 *
 * - `run` and `faults`: the loops and their tally; `loops`: one loop; `scene`: server, line, phone
 * - `edits`, `hands`, `hand`: what the person does, on the screen and beside it; `ledger`: what the app said of it
 * - `line`, `conversation`, `weather`: the proxy, what it reads, what it does to it
 * - `verdict`, `office`: what is at the server, and whether that is what was promised
 *
 * The seed chooses edits, faults and moments; how far the processes are by then is their own affair.
 */
import { parseArgs } from 'node:util';
import { buildIfNeeded } from '../../scripts/build.mjs';
import { ensureChromium } from '../../scripts/chromium.mjs';
import { faults, tallyInWords } from './faults.ts';
import type { Side } from './loops.ts';

const { values } = parseArgs({
	options: {
		loops: { type: 'string', default: '100' },
		side: { type: 'string', default: 'both' },
		seed: { type: 'string', default: '1' },
	},
});
const sides: Readonly<Record<string, readonly Side[]>> = {
	server: ['server'],
	phone: ['phone'],
	both: ['server', 'phone'],
};
const chosen = sides[values.side];
const say = (line: string) => void process.stdout.write(`${line}\n`);
if (!chosen) {
	say('--side server, phone or both');
	process.exit(2);
}

await buildIfNeeded();
if (ensureChromium() === null) process.exit(2);
let isFine = true;
for (const side of chosen) {
	const tally = await faults({ side, loops: Number(values.loops), seed: Number(values.seed), say });
	say(`${side}: ${tallyInWords(tally)}`);
	isFine &&= tally.lost + tally.doubled + tally.apart === 0;
}
process.exit(isFine ? 0 : 1);
