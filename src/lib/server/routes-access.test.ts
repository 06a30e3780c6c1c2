import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import ts from 'typescript';
import { describe, expect, it } from 'vitest';
import { decide, ROUTES } from './routes-access.ts';

const root = fileURLToPath(new URL('../../', import.meta.url));
const METHODS = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS', 'fallback'];

const filesBelow = (folder: string): string[] =>
	readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' }).map((name) => join(folder, name));

/** The names that a module exports, and what stands behind each where it is a constant. */
function exportsOf(file: string): Map<string, ts.Expression | null> {
	const source = ts.createSourceFile(file, readFileSync(join(root, file), 'utf8'), ts.ScriptTarget.Latest);
	const found = new Map<string, ts.Expression | null>();
	const isExported = (node: ts.Node) =>
		ts.canHaveModifiers(node) &&
		(ts.getModifiers(node) ?? []).some(({ kind }) => kind === ts.SyntaxKind.ExportKeyword);
	for (const node of source.statements) {
		if (ts.isExportDeclaration(node) && node.exportClause && ts.isNamedExports(node.exportClause))
			for (const { name } of node.exportClause.elements) found.set(name.text, null);
		if (!isExported(node)) continue;
		if (ts.isFunctionDeclaration(node) && node.name) found.set(node.name.text, null);
		if (ts.isVariableStatement(node))
			for (const { name, initializer } of node.declarationList.declarations)
				if (ts.isIdentifier(name)) found.set(name.text, initializer ?? null);
	}
	return found;
}

function actionsOf(file: string): string[] {
	const actions = exportsOf(file).get('actions');
	if (actions === undefined) return [];
	if (!actions || !ts.isObjectLiteralExpression(actions)) throw new Error(`${file}: actions are written out`);
	return actions.properties.map(({ name }) => {
		if (!name || !ts.isIdentifier(name)) throw new Error(`${file}: an action has a plain name`);
		return `action ${name.text}`;
	});
}

/** Everything that can be done at each route, as the files say. */
function onDisk(): Map<string, Set<string>> {
	const routes = new Map<string, Set<string>>();
	const add = (file: string, acts: readonly string[]) => {
		const id = `/${dirname(file).slice('routes'.length + 1)}`;
		if (acts.length > 0) routes.set(id, new Set([...(routes.get(id) ?? []), ...acts]));
	};
	for (const file of filesBelow('routes')) {
		if (file.endsWith('/+server.ts'))
			add(
				file,
				METHODS.filter((method) => exportsOf(file).has(method)),
			);
		if (file.endsWith('/+page.svelte')) add(file, ['page']);
		if (file.endsWith('/+page.server.ts')) add(file, ['page', ...actionsOf(file)]);
		if (file.endsWith('/+layout.server.ts')) add(file, ['layout']);
	}
	return routes;
}

describe('every route', () => {
	const sorted = (names: Iterable<string>) => [...names].sort();
	it('has a row that says who it answers, and every row is of a route', () => {
		const disk = onDisk();
		expect(disk.size).toBeGreaterThan(30);
		const told = (routes: Iterable<readonly [string, Iterable<string>]>) =>
			Object.fromEntries([...routes].map(([id, acts]) => [id, sorted(acts)]));
		expect(told(Object.entries(ROUTES).map(([id, rules]) => [id, Object.keys(rules)]))).toEqual(told(disk));
	});

	it('that a person asks counts how often', () => {
		/** Leaving ends the enrolment that asks: there is no second time. */
		const once = ['/api/leave'];
		/** Doors that count by themselves: of uploads, of small questions, and of what is read at an address. */
		const doors = ['limits.take(', 'server/photos/tus', 'await askedBy(request, ', 'await readBy(request)'];
		for (const [id, rules] of Object.entries(ROUTES)) {
			if (once.includes(id) || !Object.values(rules).some(({ door }) => door === 'enrolled')) continue;
			const source = readFileSync(join(root, 'routes', id, '+server.ts'), 'utf8');
			expect(
				doors.some((door) => source.includes(door)),
				id,
			).toBe(true);
		}
	});

	it('that takes something says how much at most', () => {
		for (const [id, rules] of Object.entries(ROUTES))
			for (const [act, { bytes }] of Object.entries(rules)) {
				const takes = act.startsWith('action ') || ['POST', 'PUT', 'PATCH', 'DELETE'].includes(act);
				expect(bytes > 0, `${id} ${act}`).toBe(takes);
			}
	});
});

describe('what nobody has decided about', () => {
	const at = (path: string) => new URL(path, 'https://tambon.example');
	it('is a route without a row, one under the name of an object’s own, and no route at all', () => {
		expect(decide('/api/new', 'GET', at('/api/new'))).toEqual({ kind: 'undecided' });
		expect(decide('constructor', 'GET', at('/'))).toEqual({ kind: 'undecided' });
		expect(decide(null, 'GET', at('/%'))).toEqual({ kind: 'no-such-act' });
	});

	it('is a method or an action that a route does not have', () => {
		const people = '/(desk)/desk/people';
		expect(decide('/api/sync', 'GET', at('/api/sync'))).toEqual({ kind: 'no-such-act' });
		expect(decide('/api/sync', 'toString', at('/api/sync'))).toEqual({ kind: 'no-such-act' });
		for (const path of ['/desk/people', '/desk/people?/end', '/desk/people?/constructor'])
			expect(decide(people, 'POST', at(path)), path).toEqual({ kind: 'no-such-act' });
	});

	it('is not what has a row: a page, its head, its actions by their names', () => {
		const door = (route: string, method: string, path: string) => {
			const decision = decide(route, method, at(path));
			return decision.kind === 'rule' ? decision.rule.door : decision.kind;
		};
		expect(door('/(desk)/desk/people', 'GET', '/desk/people')).toBe('office');
		expect(door('/(desk)/desk/people', 'HEAD', '/desk/people')).toBe('office');
		expect(door('/(desk)/desk/people', 'POST', '/desk/people?page=2&/endPerson')).toBe('office');
		expect(door('/(desk)/desk/rescue', 'POST', '/desk/rescue')).toBe('office');
		expect(door('/photos/[hash]', 'HEAD', '/photos/x')).toBe('viewer');
		expect(door('/api/uploads/[id]', 'HEAD', '/api/uploads/x')).toBe('enrolled');
	});
});

describe('who may do what', () => {
	/** A person's role, provinces or shop compared in place. */
	const DECIDES =
		/\b(who|principal|office|enrolled|person|carrier|inviter)\??\.(role\s*[!=]==|areas\.(includes|some|every)|shop\s*[!=]==\s*[^n\s])/;
	it('is decided in one place', () => {
		const files = [...filesBelow('lib/server'), ...filesBelow('routes')].filter(
			(file) => file.endsWith('.ts') && !file.endsWith('.test.ts') && !file.includes('(app)'),
		);
		const found = files.filter((file) => DECIDES.test(readFileSync(join(root, file), 'utf8')));
		expect(found).toEqual([]);
	});
});
