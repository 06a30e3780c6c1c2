import { readdirSync, readFileSync } from 'node:fs';
import { parseAst, type Plugin } from 'vite';

/** Dexie as it is written, for browsers that know `async`: what nobody asks for can be told apart in it. */
export const DEXIE = 'dexie/dist/modern/dexie.mjs';
const FILE = /[\\/]dexie[\\/]dist[\\/]modern[\\/]dexie\.mjs$/;

/** Whose words name what is asked of Dexie. */
const CALLERS = ['src/lib/client', 'src/routes/(app)', 'service-worker'];

interface Node {
	readonly type: string;
	readonly start: number;
	readonly end: number;
}
interface Member extends Node {
	readonly computed?: boolean;
	readonly key?: Node & { readonly name?: string };
}
interface Class extends Node {
	readonly body: { readonly body: readonly Member[] };
}
interface Call extends Node {
	readonly callee: { readonly name?: string };
	readonly arguments: readonly (Node & { readonly properties?: readonly Member[] })[];
}
interface Statement extends Node {
	readonly body?: Class['body'];
	readonly declarations?: readonly { readonly init: Class | null }[];
	readonly expression?: Call;
}

/** Every name behind a dot in the sources that hold a database in their hands. */
export function namesAsked(): Set<string> {
	const sources = CALLERS.flatMap((folder) =>
		readdirSync(folder, { recursive: true, encoding: 'utf8' })
			.filter((name) => /\.(?:ts|svelte)$/.test(name) && !name.endsWith('.test.ts'))
			.map((name) => readFileSync(`${folder}/${name}`, 'utf8')),
	);
	return new Set(sources.flatMap((text) => text.match(/(?<=\.)[a-zA-Z]\w*/g) ?? []));
}

/**
 * What no database here is opened for, each by the words that stand for it, and what stands there instead. Queries are not
 * answered from a store of earlier answers (`cache: 'disabled'` is Dexie's own word for it): one would show what was not
 * written yet, and copies every row that it hands out. And no hook is set.
 */
const NEVER: readonly (readonly [RegExp, string])[] = [
	[/this\.use\(cacheMiddleware\);/, ''],
	[/(?<=function signalSubscribersNow\([^)]*\)) \{\n[^]*?\n\}\n/, ' {}\n'],
	[/isCachableContext\(PSD, table\) &&\s+isCachableRequest\(method, req\)/, 'false'],
	[/this\.use\(hooksMiddleware\);/, ''],
];

/** The methods of Dexie's classes, and what hangs on its class and on its promise. */
function members(code: string): Member[] {
	return (parseAst(code).body as unknown as Statement[]).flatMap((statement) => {
		const { expression } = statement;
		if (statement.type === 'ClassDeclaration') return statement.body?.body ?? [];
		if (expression?.type === 'CallExpression' && expression.callee.name === 'props')
			return expression.arguments[1]?.properties ?? [];
		return (statement.declarations ?? []).flatMap(({ init }) =>
			init?.type === 'ClassExpression' ? init.body.body : [],
		);
	});
}

/** Dexie without what is asked for nowhere: neither by `asked` nor by what is left of itself. */
export function lessDexie(code: string, asked: ReadonlySet<string>): string {
	if (asked.has('hook')) throw new Error('hooks are cut from Dexie: see NEVER');
	let less = code;
	for (const [what, instead] of NEVER) {
		if (!what.test(less)) throw new Error(`Dexie is written otherwise now: ${what.source}`);
		less = less.replace(what, instead);
	}
	for (;;) {
		const text = less;
		const gone = members(text).filter(({ computed, key, start, end }) => {
			const name = key?.name;
			if (computed || name === undefined || name === 'constructor' || asked.has(name)) return false;
			const rest = text.slice(0, start) + text.slice(end);
			return !new RegExp(`\\.${name}\\b|['"]${name}['"]`).test(rest);
		});
		if (gone.length === 0) return less;
		for (const { start, end } of gone.reverse())
			less = less.slice(0, start) + less.slice(end).replace(/^,/, '');
	}
}

/** Gives phones the Dexie they use: a fifth of its bytes is for other apps. Tests of units run on the whole of it. */
export function dexie(): Plugin {
	return {
		name: 'less-dexie',
		apply: 'build',
		transform: { filter: { id: FILE }, handler: (code) => lessDexie(code, namesAsked()) },
	};
}
