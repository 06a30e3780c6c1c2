import { version } from '$app/environment';
import { askedBy, told } from '$lib/server/asked-by';
import { enrolledBody } from '$lib/server/join-shapes';
import { phonesOf } from '$lib/server/phones';
import type { RequestHandler } from './$types';

/** The phones of whoever asks, and of the people of their shop. `now`, since the clock of the phone may be wrong. */
export const POST: RequestHandler = async ({ request }) => {
	const asked = await askedBy(request, enrolledBody, 'look');
	if (asked instanceof Response) return asked;
	const { running, who } = asked;
	const phones = await phonesOf(running, who);
	return told({ kind: 'ok', phones, now: running.now(), version } as const);
};
