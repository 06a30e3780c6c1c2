import { error } from '@sveltejs/kit';
import { readPhone } from '$lib/domain/phone';
import { exportFile } from '$lib/server/desk/export-file';
import type { RequestHandler } from './$types';

/** A file of what is on record of somebody who joined (`person`), or of a buyer (`phone`). */
export const POST: RequestHandler = async ({ locals, request }) => {
	const form = await request.formData();
	const person = form.get('person');
	const reading = readPhone(String(form.get('phone') ?? ''));
	const phone = reading.kind === 'ok' ? reading.phone : null;
	const file = await exportFile(locals, person === null ? { phone } : { person: String(person) });
	if (!file) error(404, 'not-found');
	return file;
};
