import { dayOf } from '../../domain/dates.ts';
import { can } from '../access.ts';
import { app } from '../app.ts';
import type { Enrolled } from '../principal.ts';
import { exportBuyer, exportPerson } from '../privacy/export.ts';
import { officeOf } from './office.ts';

/** The file for a person, made by staff; null for whoever is not there, and for whoever may not ask. */
export async function exportFile(
	locals: { office: Enrolled | null },
	of: { person: string } | { phone: string | null },
): Promise<Response | null> {
	const who = officeOf(locals);
	if (!can(who, 'export-data', null) || !locals.office) return null;
	const running = await app();
	const by = { person: who.person, enrolment: locals.office.enrolment };
	const found =
		'person' in of
			? await exportPerson(running, of.person, by)
			: of.phone === null
				? null
				: await exportBuyer(running, of.phone, by);
	if (!found) return null;
	const name = `tambon-${'person' in of ? 'person' : 'buyer'}-${dayOf(running.now())}.json`;
	return new Response(`${JSON.stringify(found, null, '\t')}\n`, {
		headers: {
			'content-type': 'application/json; charset=utf-8',
			'content-disposition': `attachment; filename="${name}"`,
		},
	});
}
