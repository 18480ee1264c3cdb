/* A page that has moved: on to where it is now, and to the sentence there that the link leads to. */
location.replace(document.currentScript.dataset.to + location.search + location.hash);
