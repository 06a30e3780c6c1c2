import { COLUMNS, type Figures } from '$lib/domain/coverage';
import { showDate, showDateTime, type Language } from '$lib/domain/dates';
import type { Figure } from '$lib/domain/figure';
import { maskPhone } from '$lib/domain/phone';
import { spanOf, type PhoneNews, type Span } from '$lib/domain/phone-news';
import { coverageFor } from '$lib/server/desk/coverage';
import type { Cell } from '$lib/server/desk/export/csv';
import { makersWhole } from '$lib/server/desk/makers';
import { provincesOf } from '$lib/server/desk/office';
import { peoplePage } from '$lib/server/desk/people';
import { reviewFor } from '$lib/server/desk/review';
import { whichIn } from '../../behind';
import { roleIn, searchIn, silenceIn } from '../../query';
import { commentWords, priceWords, questionWords, refusedWords } from '../../review/told';
import { readSort, sorted } from '../../sorting';
import { wordsIn } from '../../words';
import { duplicates, links, products } from './more-tables';
import { each, provinceNames, type Asked, type Maker, type Table } from './table';

/** Every table of the desk by its name in the address. Null: not for this person. */
export const TABLES: Readonly<Record<string, Maker>> = {
	coverage,
	marketers,
	makers,
	people,
	duplicates,
	products,
	links,
	'review-questions': (asked) => waiting(asked, 'questions'),
	'review-refused': (asked) => waiting(asked, 'refused'),
	'review-prices': (asked) => waiting(asked, 'prices'),
	'review-consent': (asked) => waiting(asked, 'consent'),
	'review-comments': (asked) => waiting(asked, 'comments'),
};

/** A number is a number, none is 0, and what nobody knows says so: a blank would be read as none. */
function cellOf(figure: Figure, language: Language): Cell {
	const t = wordsIn(language).coverage;
	if (figure.kind === 'unknown') return `${t.unknown}: ${t.why[figure.why]}`;
	return figure.kind === 'zero' ? 0 : figure.value;
}

const cellsOf = (figures: Figures, language: Language): Cell[] =>
	COLUMNS.map((column) => cellOf(figures[column], language));

function figureHead(language: Language): string[] {
	const { columns, units } = wordsIn(language).coverage;
	return COLUMNS.map((column) => `${columns[column]} (${units[column]})`);
}

async function coverage({ app, who, url, language }: Asked): Promise<Table> {
	const t = wordsIn(language);
	const found = await coverageFor(app, who, silenceIn(url));
	const named = found.provinces.map((province) => ({ ...province, name: province[language] }));
	const rows = sorted(named, readSort(url.searchParams.get('sort'), 'name'));
	return {
		name: t.coverage.provinces,
		head: [t.province, t.coverage.export.code, ...figureHead(language)],
		rows: each([
			...rows.map(({ name, code, figures }): Cell[] => [name, code, ...cellsOf(figures, language)]),
			[t.coverage.total, '', ...cellsOf(found.total, language)],
		]),
	};
}

async function marketers({ app, who, url, language }: Asked): Promise<Table | null> {
	const t = wordsIn(language).coverage;
	const found = await coverageFor(app, who, silenceIn(url));
	if (!found.marketers) return null;
	const rows = sorted(found.marketers, readSort(url.searchParams.get('marketers'), 'name'));
	return {
		name: t.marketers,
		head: [t.marketer, t.care, ...figureHead(language)],
		rows: each(
			rows.map(({ name, areas, figures }): Cell[] => [
				name,
				provinceNames(areas, language),
				...cellsOf(figures, language),
			]),
		),
	};
}

function makers({ app, who, url, language }: Asked): Table {
	const t = wordsIn(language);
	const x = t.coverage.export;
	const area = url.searchParams.get('province');
	const provinces = provincesOf(who).filter(({ code }) => !area || code === area);
	const asked = { query: searchIn(url), which: whichIn(url) };
	async function* rows(): AsyncGenerator<Cell[]> {
		for (const province of provinces)
			for await (const part of makersWhole(app, who, { ...asked, area: province.code }))
				for (const { name, place, phones, standing, photos, priceAge, shop } of part)
					yield [
						name,
						province[language],
						place,
						phones.map(maskPhone).join(' '),
						t.makerList.standings[standing],
						photos.here,
						photos.of,
						priceAge ?? t.coverage.unknown,
						shop,
					];
	}
	const oldest = `${t.coverage.columns.oldest} (${t.coverage.units.oldest})`;
	return {
		name: t.makers,
		head: [x.shop, x.province, x.place, x.phones, x.standing, x.photosHere, x.photos, oldest, x.code],
		rows: rows(),
	};
}

function people({ app, who, url, language }: Asked): Table {
	const t = wordsIn(language);
	const x = t.coverage.export;
	const silent = url.searchParams.has('silence') ? silenceIn(url) : null;
	const area = url.searchParams.get('province') || null;
	const filter = { role: roleIn(url) ?? 'seller', area, name: searchIn(url), silent } as const;
	const when = (at: number | null, otherwise: string) =>
		at === null ? otherwise : showDateTime(at, language);
	async function* rows(): AsyncGenerator<Cell[]> {
		for (let page = 1; ; page++) {
			const found = await peoplePage(app, who, { ...filter, page });
			for (const person of found.items)
				for (const device of person.devices.length > 0 ? person.devices : [null])
					yield [
						person.name,
						t.common.roles[found.role],
						provinceNames(person.areas, language),
						person.shopName,
						showDate(person.joinedAt, language),
						device ? device.phone || t.persons.unknownDevice : '',
						device ? when(device.heardAt, t.phones.news({ kind: 'never' }, null)) : '',
						device ? t.phones.news(device.news, ageOf(device.news)) : '',
						when(person.revokedAt ?? device?.revokedAt ?? null, ''),
					];
			if (!found.more) return;
		}
	}
	return {
		name: t.people,
		head: [
			t.name,
			x.role,
			x.province,
			x.shop,
			x.joined,
			x.device,
			x.heard,
			t.coverage.columns.unsent,
			x.ended,
		],
		rows: rows(),
	};
}

/** How old the oldest is that waits on a phone. */
function ageOf(news: PhoneNews): Span | null {
	const left = news.kind === 'left' ? news : news.kind === 'quiet' ? news.left : null;
	return left && spanOf(left.age);
}

type Queue = 'questions' | 'refused' | 'prices' | 'consent' | 'comments';

async function waiting({ app, who, url, language, most }: Asked, queue: Queue): Promise<Table> {
	const t = wordsIn(language).review;
	const area = url.searchParams.get('province') || null;
	const review = await reviewFor(app, who, area, most + 1, [queue]);
	const told: Record<Queue, string[]> = {
		questions: review.questions.map((row) => questionWords(row, language)),
		refused: review.refused.map((row) => refusedWords(row, language)),
		prices: review.prices.map((row) => `${row.product} · ${priceWords(row, language)}`),
		consent: review.consent.map(() => t.consentMissing),
		comments: review.comments.map((row) => `${row.text} · ${commentWords(row, language)}`),
	};
	return {
		name: t.queues[queue],
		head: [
			t.columns.what,
			t.columns.where,
			t.columns.province,
			t.columns.since,
			wordsIn(language).coverage.export.code,
		],
		rows: each(
			review[queue].map(({ shop, shopName, area, since }, i): Cell[] => [
				told[queue][i] ?? '',
				shopName,
				provinceNames([area], language),
				since === null ? t.sinceUnknown : showDate(since, language),
				shop,
			]),
		),
	};
}
