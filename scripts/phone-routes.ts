import type { Plugin } from 'vite';

/** Kit's list of nodes (one line a page or layout) and of the pages that its router opens by itself. */
const ROUTER = /\/client-optimized\/app\.js$/;
/** Pages that the server draws, whole as they come. */
const SERVER_PAGE = /^\t*"\/\((?:shop|desk)\)[^\n]*(?:\n|$)/gm;
const NODE = /\(\) => import\('\.\/nodes\/(\d+)'\)/g;

/** The nodes that the entries of the router's table name: a page, its layouts and its error pages. */
const nodesOf = (table: string) => new Set(table.match(/(?<=[[,~])\d+/g));

/** Kit's list and table with the pages of the phone alone. */
export function onlyPhones(code: string): string {
	const phones = code.replace(SERVER_PAGE, '');
	const table = /export const dictionary = \{[^]*?\};/.exec(phones)?.[0];
	if (table === undefined || phones === code) throw new Error('Kit writes its table of pages otherwise now');
	if (table.includes('~')) throw new Error('a page of the phone has a load on the server');
	// Kit loads the layout and the error page of the root at once.
	const used = new Set([...nodesOf(table), '0', '1']);
	return phones.replace(NODE, (line, node: string) => (used.has(node) ? line : 'undefined'));
}

/** Svelte's own mark of a page that the server drew; all code that takes such a page over is guarded by it. */
const HYDRATION = /\/svelte\/src\/internal\/client\/dom\/hydration\.js$/;

/** The same, where no page is: the bundler leaves out what is guarded. */
export function withoutHydration(code: string): string {
	const never = code
		.replace('export let hydrating = false;', 'export const hydrating = false;')
		.replace('hydrating = value;', '');
	if (never.length !== code.length + 'const'.length - 'let'.length - 'hydrating = value;'.length)
		throw new Error('Svelte marks what the server drew otherwise now');
	return never;
}

/**
 * The browser's code knows the pages of the phone. Those that the server draws need none of it (`csr` is false there), and
 * a link to one is followed by the browser itself. What goes with them: their names, a tenth of what stands in Kit's first
 * file; the code that reads what a server answers to the router (`__SVELTEKIT_HAS_SERVER_LOAD__`); and the code that takes
 * over what a server drew, since it draws no page of the phone (`ssr` is false there).
 */
export const phoneRoutes: Plugin = {
	name: 'phone-routes',
	apply: 'build',
	applyToEnvironment: ({ name }) => name === 'client',
	config: () => ({ environments: { client: { define: { __SVELTEKIT_HAS_SERVER_LOAD__: 'false' } } } }),
	transform(code, id) {
		if (ROUTER.test(id)) return onlyPhones(code);
		return HYDRATION.test(id) ? withoutHydration(code) : null;
	},
};
