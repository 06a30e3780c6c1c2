// The one page that the service worker opens for every address of the apps: it is empty, and the router does the rest.
export const prerender = true;
