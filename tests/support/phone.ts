import { chromium, type BrowserContext, type Page } from '@playwright/test';
import { spawn } from 'node:child_process';
import { existsSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { CHROMIUM_FLAGS, findChromium } from '../../scripts/chromium.mjs';

/** A cheap Android phone, upright. */
export const SCREEN = { width: 360, height: 640 };
/** How long Chromium may take to open its debugging port, milliseconds. */
const OPEN_LIMIT = 30_000;
/** How long one step on a page may take, milliseconds. */
const ACTION_LIMIT = 20_000;

export interface Phone {
	readonly context: BrowserContext;
	readonly page: Page;
	/** The browser's own process: its children are in the same group. */
	readonly pid: number;
	/** Ends the whole browser at once, as a phone does that needs the memory. Its profile stays. */
	kill(): Promise<void>;
}

/** A real Chromium in processes of its own with a profile that outlives it, driven through its debugging port. */
export async function openPhone(
	profile: string,
	{ url = 'about:blank', onSpawn }: { url?: string; onSpawn?: (pid: number) => void } = {},
): Promise<Phone> {
	const path = findChromium();
	if (path === null) throw new Error('no Chromium: run npm test, which finds or installs one');
	const portFile = join(profile, 'DevToolsActivePort');
	rmSync(portFile, { force: true });
	const flags = ['--headless=new', '--remote-debugging-port=0', `--user-data-dir=${profile}`, '--lang=th'];
	// A phone draws no scrollbar beside the page, for which all of it would be laid out twice.
	flags.push('--hide-scrollbars', `--window-size=${SCREEN.width},${SCREEN.height}`);
	const child = spawn(path, [...CHROMIUM_FLAGS, ...flags, url], { detached: true, stdio: 'ignore' });
	onSpawn?.(child.pid as number);
	const port = await readWhenThere(portFile);
	const browser = await chromium.connectOverCDP(`http://127.0.0.1:${port}`, { timeout: 60_000 });
	const context = browser.contexts()[0] as BrowserContext;
	context.setDefaultTimeout(ACTION_LIMIT);
	const page = context.pages()[0] ?? (await context.newPage());
	if (url === 'about:blank') await page.setViewportSize(SCREEN);
	return {
		context,
		page,
		pid: child.pid as number,
		async kill() {
			const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
			process.kill(-(child.pid as number), 'SIGKILL');
			await ended;
			await browser.close().catch(() => undefined);
		},
	};
}

async function readWhenThere(file: string): Promise<string> {
	const deadline = performance.now() + OPEN_LIMIT;
	while (performance.now() < deadline) {
		const port = existsSync(file) ? readFileSync(file, 'utf8').split('\n')[0] : '';
		if (port) return port;
		await new Promise((resolve) => setTimeout(resolve, 20));
	}
	throw new Error('Chromium did not open its debugging port');
}
