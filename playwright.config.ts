import { defineConfig } from '@playwright/test';
import { PLAYWRIGHT_FLAGS, findChromium } from './scripts/chromium.mjs';

// The servers that tests start hold the laws of sync against every request (src/lib/sync/laws.ts).
process.env['NODE_ENV'] ??= 'test';

export default defineConfig({
	testDir: 'tests/e2e',
	// On two cores: each test starts servers and browsers of its own, and while one waits for a clock two others work.
	workers: 3,
	timeout: 180_000,
	// A machine that others use as well may stop a browser for seconds. What passes only then is named at the end: it is a
	// fault, of the product or of the test. `playwright test --retries=0` looks for those.
	retries: 1,
	expect: { timeout: 15_000 },
	forbidOnly: true,
	use: {
		viewport: { width: 360, height: 640 },
		locale: 'th-TH',
		timezoneId: 'Asia/Bangkok',
		trace: 'off',
		launchOptions: { executablePath: findChromium() ?? '', args: PLAYWRIGHT_FLAGS },
	},
});
