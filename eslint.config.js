import js from '@eslint/js';
import svelte from 'eslint-plugin-svelte';
import globals from 'globals';
import ts from 'typescript-eslint';
import svelteConfig from './svelte.config.js';

/**
 * The import arrows of ARCHITECTURE.md. Each folder names what it may not reach, and why.
 * @param {string[]} files @param {string[]} folders @param {string} message
 */
const fence = (files, folders, message) => ({
	files,
	rules: {
		'no-restricted-imports': [
			'error',
			{ patterns: [{ regex: `(^\\$lib/|\\.\\./|^\\./)(.*/)?(${folders.join('|')})(/|$)`, message }] },
		],
	},
});

const noAmbient = (/** @type {string} */ object, /** @type {string} */ property) => ({
	object,
	property,
	message: 'Time and chance come in as arguments, so that every rule can be tested with its own.',
});

export default ts.config(
	{
		ignores: [
			'build/',
			'.svelte-kit/',
			'node_modules/',
			'bench/node_modules/',
			'data/',
			'static/',
			'src/lib/domain/address/table.ts',
			'test-results/',
		],
	},
	js.configs.recommended,
	...ts.configs.recommended,
	...svelte.configs.recommended,
	{
		languageOptions: { globals: { ...globals.browser, ...globals.node } },
		rules: {
			'no-undef': 'off',
			'@typescript-eslint/consistent-type-imports': 'error',
			'@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
			'@typescript-eslint/no-explicit-any': 'error',
			eqeqeq: 'error',
			// Addresses are absolute (`paths.relative: false`) and the app is never served below a base path.
			'svelte/no-navigation-without-resolve': 'off',
		},
	},
	{
		files: ['**/*.svelte', '**/*.svelte.ts'],
		languageOptions: { parserOptions: { parser: ts.parser, svelteConfig, extraFileExtensions: ['.svelte'] } },
	},
	{
		files: ['src/lib/domain/**/*.ts', 'src/lib/sync/**/*.ts'],
		ignores: ['**/*.test.ts', '**/testing/**'],
		rules: {
			'no-restricted-properties': ['error', noAmbient('Date', 'now'), noAmbient('Math', 'random')],
			'no-restricted-syntax': [
				'error',
				{
					selector: "NewExpression[callee.name='Date'][arguments.length=0]",
					message: 'Time comes in as an argument, so that every rule can be tested with its own.',
				},
			],
		},
	},
	fence(
		['src/lib/domain/**'],
		['sync', 'client', 'server', 'ui', 'messages', 'routes'],
		'domain is what things ARE: it knows nobody but zod, so that phone, server and tests share it whole.',
	),
	fence(
		['src/lib/sync/**'],
		['client', 'server', 'ui', 'messages', 'routes'],
		'sync is pure: its laws are proven without a browser or a server, so it knows only domain.',
	),
	fence(
		['src/lib/client/**'],
		['server', 'ui', 'messages', 'routes'],
		'client meets the server only on the wire, and knows no screen.',
	),
	fence(
		['src/lib/server/**'],
		['client', 'ui', 'routes'],
		'server meets the phone only on the wire, and knows no screen.',
	),
	fence(
		['src/lib/ui/**'],
		['client', 'server', 'sync', 'messages', 'routes'],
		'ui is props in, callbacks out: words and data are given to it.',
	),
	fence(
		['src/lib/messages/**'],
		['client', 'server', 'sync', 'ui', 'routes'],
		'messages are words about the domain.',
	),
	fence(
		['src/routes/(app)/**'],
		['server', 'sync'],
		'The apps live on the phone: they reach the server only through client.',
	),
	fence(
		['src/routes/(shop)/**', 'src/routes/(desk)/**'],
		['client', 'sync'],
		'Pages of the server need no database of the phone.',
	),
	{
		files: ['src/routes/(shop)/**/*.svelte', 'src/routes/(desk)/**/*.svelte'],
		rules: {
			'no-restricted-imports': [
				'error',
				{ patterns: [{ regex: '(client|server|sync)/', message: 'Data comes from +page.server.ts.' }] },
			],
		},
	},
	fence(['src/routes/api/**'], ['client', 'ui'], 'A route parses, calls server/ and answers.'),
	fence(
		['service-worker/**'],
		['server', 'ui', 'messages', 'routes', 'client/(?!store/|transport|signals)[^/]*'],
		'The worker is evaluated at every start: of the phone it knows the database, the transport and the signals.',
	),
);
