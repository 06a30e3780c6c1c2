import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { chromium } from '@playwright/test';

const PLACES = [
	'/usr/bin/chromium',
	'/usr/bin/chromium-browser',
	'/usr/bin/google-chrome',
	'/usr/bin/microsoft-edge',
	'/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
	'/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge',
	'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
	'C:\\Program Files (x86)\\Microsoft\\Edge\\Application\\msedge.exe',
];

/** A Chromium to drive: `CHROMIUM_PATH`, Playwright's own, or one that is installed. Null when there is none. */
export function findChromium() {
	const named = process.env.CHROMIUM_PATH;
	const places = [...(named ? [named] : []), chromium.executablePath(), ...PLACES];
	return places.find((path) => existsSync(path)) ?? null;
}

/** Finds a Chromium, or installs Debian's where that is allowed; else prints what to run and answers null. */
export function ensureChromium() {
	const found = findChromium();
	if (found !== null) return found;
	if (existsSync('/usr/bin/apt-get') && process.getuid?.() === 0) {
		process.stdout.write('Installing Chromium for the browser tests (once)…\n');
		spawnSync('apt-get', ['update', '-qq'], { stdio: 'inherit' });
		spawnSync('apt-get', ['install', '-y', '-qq', '--no-install-recommends', 'chromium'], {
			stdio: 'inherit',
		});
		if (findChromium() !== null) return findChromium();
	}
	process.stderr.write(
		'The browser tests need a Chromium: install Chrome, Edge or Chromium, or run `npx playwright install chromium`.\n',
	);
	return null;
}

/** Pages of its own that Chromium opens beside each of ours, for an address bar that nobody sees: a tenth of all the work. */
const ADDRESS_BAR = ['WebUIOmniboxPopup', 'WebUIOmniboxAimPopup'];
/** What Playwright 1.65 turns off. The last such flag counts, so whoever adds to it says it all. */
const BY_PLAYWRIGHT = [
	'AvoidUnnecessaryBeforeUnloadCheckSync',
	'DestroyProfileOnBrowserClose',
	'HttpsUpgrades',
	'HttpsFirstBalancedModeAutoEnable',
	'LensOverlay',
	'MediaRouter',
	'PaintHolding',
	'ThirdPartyStoragePartitioning',
	'AvoidCorsURLLoaderRestartOnRedirect',
	'TcpPortRandomizationWin',
	'OptimizationHints',
	'NetworkTimeServiceQuerying',
	'AimEnabled',
	'PreconnectToSearch',
	'msForceBrowserSignIn',
	'msEdgeUpdateLaunchServicesPreferredVersion',
];

/** Flags under which a headless Chromium is quiet and runs as root. */
export const CHROMIUM_FLAGS = [
	'--no-sandbox',
	'--disable-gpu',
	'--disable-quic',
	'--no-first-run',
	'--disable-background-networking',
	'--disable-component-update',
	'--disable-sync',
];

/** The same for one that Playwright starts. */
export const PLAYWRIGHT_FLAGS = [
	...CHROMIUM_FLAGS,
	`--disable-features=${[...BY_PLAYWRIGHT, ...ADDRESS_BAR].join()}`,
];
