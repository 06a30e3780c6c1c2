import type { App } from '../app.ts';
import type { Enrolled } from '../principal.ts';
import { anyStaff, authenticate } from '../sessions.ts';

/** Who asks for a picture. A page's <img> names no enrolment: the desk's staff are known by their cookies alone. */
export const whoAsks = (app: App, request: Request) => (): Promise<Enrolled | null> => {
	const enrolment = request.headers.get('tambon-enrolment');
	return enrolment === null ? anyStaff(app, request) : authenticate(app, request, enrolment);
};
