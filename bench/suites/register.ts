import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const script = fileURLToPath(new URL('../../scripts/register-figures.ts', import.meta.url));

/** Reads the real register when `TAMBON_DATA` names the folder that holds it; else the figures are null. */
export async function takeRegister(): Promise<Record<string, number | null>> {
	const file = join(process.env.TAMBON_DATA ?? '', 'otop-registry.csv');
	if (!process.env.TAMBON_DATA || !existsSync(file)) return {};
	const said = execFileSync(process.execPath, [
		'--disable-warning=ExperimentalWarning',
		script,
		file,
	]).toString();
	const figures = said
		.split('\n')
		.filter((line) => line.startsWith('{'))
		.map((line) => JSON.parse(line) as { name: string; value: number });
	return Object.fromEntries(figures.map(({ name, value }) => [name, value]));
}
