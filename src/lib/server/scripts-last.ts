const PRELOADS = /\s*<link [^>]*rel="modulepreload"[^>]*>/g;

/**
 * A page of the apps, its scripts asked for behind the start of the body: the worker puts the screen as it last stood there,
 * and what a slow phone can see is drawn before it is busy with what will come (docs/decisions/0021-fronts.md).
 */
export function scriptsLast(html: string): string {
	const preloads = html.match(PRELOADS)?.join('') ?? '';
	return html.replace(PRELOADS, '').replace('<body>', () => `<body>${preloads}`);
}
