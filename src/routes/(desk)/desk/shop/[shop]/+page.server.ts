import { error, fail, redirect } from '@sveltejs/kit';
import { randomBytes } from 'node:crypto';
import { newKey } from '$lib/domain/key';
import { app } from '$lib/server/app';
import { comment, settle } from '$lib/server/desk/comments';
import { undoMerge } from '$lib/server/desk/duplicates';
import { officeOf } from '$lib/server/desk/office';
import { deskShop } from '$lib/server/desk/shop';
import type { Actions, PageServerLoad } from './$types';

/** How much stayed in this shop when two were made of it again: `1-2`. */
function undoneIn(url: URL): readonly [number, number] | null {
	const [, kept, fields] = /^(\d{1,4})-(\d{1,2})$/.exec(url.searchParams.get('undone') ?? '') ?? [];
	return kept === undefined ? null : [Number(kept), Number(fields)];
}

export const load: PageServerLoad = async ({ locals, params, url }) => {
	const running = await app();
	const found = await deskShop(running, officeOf(locals), params.shop);
	// A shop of another province and one that does not exist are answered alike
	if (!found) error(404, 'no-such-shop');
	return {
		found,
		about: url.searchParams.get('about') ?? '',
		isKept: url.searchParams.has('kept'),
		undone: undoneIn(url),
		formKey: newKey(running.now(), randomBytes),
	};
};

export const actions: Actions = {
	async comment({ locals, params, request }) {
		const who = officeOf(locals);
		const form = await request.formData();
		const said = (name: string) => String(form.get(name) ?? '');
		const [about, text] = [said('about'), said('text')];
		const end = await comment(await app(), who, { key: said('key'), shop: params.shop, about, text });
		if (end === 'gone') error(404, 'no-such-shop');
		if (end !== 'ok') return fail(422, { why: end, text, about });
		redirect(303, `/desk/shop/${params.shop}?kept#comments`);
	},
	async unmerge({ locals, params }) {
		const undone = await undoMerge(await app(), officeOf(locals), params.shop);
		if (!undone) error(404, 'no-such-shop');
		redirect(303, `/desk/shop/${undone.stays}?undone=${undone.kept}-${undone.fields}#merged`);
	},
	async settle({ locals, params, request }) {
		const who = officeOf(locals);
		const form = await request.formData();
		const how = (['done', 'open', 'gone'] as const).find((known) => known === form.get('how'));
		const of = { shop: params.shop, key: String(form.get('key') ?? '') };
		if (!how || !(await settle(await app(), who, of, how))) error(404, 'no-such-shop');
		redirect(303, `/desk/shop/${params.shop}#comments`);
	},
};
