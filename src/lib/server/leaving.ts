import { z } from 'zod';
import { KEY_PATTERN } from '../domain/key.ts';
import type { App } from './app.ts';
import { endEnrolment } from './revocations.ts';
import { authenticate, sessionCookie } from './sessions.ts';

export const leaveBody = z.object({ enrolment: z.string().regex(KEY_PATTERN) });

/**
 * A phone ends its own enrolment: the account was taken off it. One that is over already, or was never known, is over
 * all the same: the phone need not ask again.
 */
export async function leave(app: App, request: Request, enrolment: string): Promise<void> {
	const who = await authenticate(app, request, enrolment);
	if (!who) return;
	await endEnrolment(app, who.principal, enrolment);
	app.log.info('left', { enrolment, role: who.principal.role });
}

/** The `set-cookie` header that takes an enrolment's cookie back: of two ages a browser heeds the latter. */
export const goneCookie = (enrolment: string): string => `${sessionCookie(enrolment, '')}; Max-Age=0`;
