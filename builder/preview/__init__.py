"""The preview: builds on every save, shows the site over loopback, reloads what is open.

Every build is the one of `dossier build`. `loop` decides when to build, `watching` hears of
saves, `looking` finds those that nothing told of, `news` is what pages and the terminal are told,
`answers` the web server's application, `live.js` the script in each page.
"""
