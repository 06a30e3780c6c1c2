import { expect, it } from 'vitest';
import { testApp } from '../../../tests/support/joined.ts';
import { healthOf } from './health.ts';

it('is healthy while its database answers', async () => {
	const app = await testApp();
	expect(await healthOf(app, 'v1')).toEqual({ ok: true, version: 'v1' });
	await app.store.close();
	expect(await healthOf(app, 'v1')).toEqual({ ok: false, version: 'v1' });
});
