import { error } from '@sveltejs/kit';
import { setImmediate as turn } from 'node:timers/promises';
import { dayOf } from '$lib/domain/dates';
import { doer, note } from '$lib/server/access-log';
import { app } from '$lib/server/app';
import { csvBytes, type Cell } from '$lib/server/desk/export/csv';
import { xlsxBytes } from '$lib/server/desk/export/xlsx';
import { officeOf } from '$lib/server/desk/office';
import { languageOf } from '$lib/server/storefront/language';
import { wordsIn } from '../../words';
import type { RequestHandler } from './$types';
import { TABLES } from './tables';

/** Rows of a file. A workbook is made in memory, and while it is made nobody else is answered. */
const MOST = { csv: 50_000, xlsx: 5_000 } as const;
const TYPES = {
	csv: 'text/csv; charset=utf-8',
	xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
} as const;
/** Rows after which whoever else waits is answered: the database answers at once, and so would leave nobody a turn. */
const BREATH = 50;
/** The Buddhist era is so many years ahead. */
const BUDDHIST_ERA = 543;

/** A table of the desk as a file. That it was taken stands in the access log before its first byte leaves. */
export const GET: RequestHandler = async ({ locals, params, url, cookies }) => {
	const who = officeOf(locals);
	const [, name = '', ending = ''] = /^([a-z-]+)\.(csv|xlsx)$/.exec(params.file) ?? [];
	const format = ending === 'xlsx' ? 'xlsx' : 'csv';
	const make = Object.hasOwn(TABLES, name) ? TABLES[name] : undefined;
	const running = await app();
	const language = languageOf({ url, cookies });
	const most = MOST[format];
	const table = (await make?.({ app: running, who, url, language, most })) ?? null;
	if (!table || !locals.office) error(404, 'no-such-table');
	const by = doer(locals.office);
	const access = { ...by, act: 'export', thing: `${name}.${format}`, outcome: 'done' } as const;
	await running.store.write((tx) => note(tx, access, running.now()));
	const rows = upTo(table.rows, most, wordsIn(language).coverage.export.cut(most));
	const bytes =
		format === 'csv'
			? csvBytes(withHead(table.head, rows))
			: await xlsxBytes(table.name, table.head, await Array.fromAsync(rows));
	const [year = '', ...day] = dayOf(running.now()).split('-');
	const dated = [language === 'th' ? Number(year) + BUDDHIST_ERA : year, ...day].join('-');
	return new Response(streamOf(bytes), {
		headers: {
			'content-type': TYPES[format],
			'content-disposition': `attachment; filename="tambon-${name}-${dated}.${format}"`,
		},
	});
};

/** So many rows, and a last one that says where there are more: a file that is cut must not pass for whole. */
async function* upTo(
	rows: AsyncIterable<readonly Cell[]>,
	most: number,
	cut: string,
): AsyncGenerator<readonly Cell[]> {
	let count = 0;
	for await (const row of rows) {
		if (count++ === most) {
			yield [cut];
			return;
		}
		yield row;
		if (count % BREATH === 0) await turn();
	}
}

async function* withHead(
	head: readonly string[],
	rows: AsyncIterable<readonly Cell[]>,
): AsyncGenerator<readonly Cell[]> {
	yield head;
	yield* rows;
}

/** Pulled piece by piece, as fast as the line takes it; whoever goes away stops it. */
function streamOf(bytes: AsyncIterable<Uint8Array>): ReadableStream<Uint8Array> {
	const pieces = bytes[Symbol.asyncIterator]();
	return new ReadableStream({
		async pull(controller) {
			const { done, value } = await pieces.next();
			if (done) controller.close();
			else controller.enqueue(value);
		},
		async cancel() {
			await pieces.return?.();
		},
	});
}
