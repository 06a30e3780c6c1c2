// `npm run bench [-- suite…]`: one JSON line a figure, all of them in bench/results/latest.json; exit 1 past a budget.
// Suites on request install what Tambon is measured against, take long, and are no part of a run that names no suite.
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { FIGURES, type Figure } from './figures.ts';
import { bestPeers } from './support/peer-best.ts';

type Taken = Readonly<Record<string, number | null>>;

const SUITES: Readonly<Record<string, () => Promise<Taken>>> = {
	sync: async () => (await import('./suites/sync.ts')).takeSync(),
	register: async () => (await import('./suites/register.ts')).takeRegister(),
	sizes: async () => (await import('./suites/sizes.ts')).takeSizes(),
	start: async () => (await import('./suites/start.ts')).takeStart(),
	seller: async () => (await import('./suites/seller.ts')).takeSeller(),
	pictures: async () => (await import('./suites/pictures.ts')).takePictures(),
	photos: async () => (await import('./suites/photos.ts')).takePhotos(),
	chromium: async () => (await import('./suites/chromium.ts')).takeChromium(),
	carry: async () => (await import('./suites/carry.ts')).takeCarry(),
	marketer: async () => (await import('./suites/marketer.ts')).takeMarketer(),
	desk: async () => (await import('./suites/desk.ts')).takeDesk(),
	server: async () => (await import('./suites/server.ts')).takeServer(),
	peers: async () => (await import('./suites/peers.ts')).takePeers(),
};
const ON_REQUEST = ['photos', 'carry', 'marketer', 'desk', 'server', 'peers'];

const wanted = process.argv.slice(2);
const unknown = wanted.filter((name) => !(name in SUITES));
if (unknown.length > 0) {
	process.stderr.write(
		`bench: no suite ${unknown.join(', ')}. There are ${Object.keys(SUITES).join(', ')}\n`,
	);
	process.exit(2);
}
const usual = Object.keys(SUITES).filter((name) => !ON_REQUEST.includes(name));
const taken: Record<string, number | null> = {};
for (const name of wanted.length > 0 ? wanted : usual) {
	process.stderr.write(`bench: ${name}…\n`);
	try {
		Object.assign(taken, await SUITES[name]?.());
	} catch (error) {
		process.stderr.write(
			`bench: ${name} could not be taken: ${error instanceof Error ? error.stack : error}\n`,
		);
	}
}

/** Whether a value is past the point where the bench fails. */
function isPast({ fail, atLeast }: Figure, value: number | null): boolean {
	if (value === null || fail === null) return false;
	return atLeast ? value < fail : value > fail;
}

const best = bestPeers();
const rows = FIGURES.map((figure) => {
	const { name, unit, target } = figure;
	const value = taken[name] ?? null;
	return { name, value, unit, target, ...(best[name] && { peer: best[name] }), past: isPast(figure, value) };
});
for (const { past, ...row } of rows)
	process.stdout.write(`${JSON.stringify(past ? { ...row, past } : row)}\n`);
mkdirSync(new URL('./results/', import.meta.url), { recursive: true });
const file = new URL('./results/latest.json', import.meta.url);
const before: { name: string; value: number | null }[] = existsSync(file)
	? JSON.parse(readFileSync(file, 'utf8'))
	: [];
// Named suites renew their own figures, and none renews those of a suite on request; what is kept is what they came to last.
const isKept = (name: string) =>
	wanted.length > 0 || ON_REQUEST.some((suite) => name.startsWith(`${suite}.`));
const latest = rows.map(({ past: _past, ...row }) => {
	const old = isKept(row.name) ? before.find(({ name }) => name === row.name)?.value : null;
	return JSON.stringify({ ...row, value: row.value ?? old ?? null });
});
writeFileSync(file, `[\n${latest.join(',\n')}\n]\n`);
process.exit(rows.some((row) => row.past) ? 1 : 0);
