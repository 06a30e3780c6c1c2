import '@fontsource/noto-sans-thai/400.css';
import '@fontsource/noto-sans-thai/500.css';
import '@fontsource/noto-sans-thai/600.css';
import '@fontsource/noto-sans-thai/700.css';
import { mount, type Component } from 'svelte';
import '../../../src/lib/ui/base.css';

const scenes = import.meta.glob<{ default: Component }>('./scenes/*.svelte');

/** `?products` shows scenes/products.svelte; nothing shows the list of scenes. */
const wanted = location.search.slice(1);
const scene = scenes[`./scenes/${wanted}.svelte`];
if (scene) mount((await scene()).default, { target: document.body });
else {
	document.body.innerHTML = Object.keys(scenes)
		.map((path) => path.replace(/.*\/|\.svelte/g, ''))
		.map((name) => `<p><a href="?${name}">${name}</a></p>`)
		.join('');
}
