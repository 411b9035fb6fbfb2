/**
 * Words about being public, in the languages that newsrooms around here write their files in: names of keys by what they
 * mean, and values. To add one: a line or a word here. Names are compared in small letters, without marks and what joins
 * words.
 */

/** `KIND|LANGUAGE|names`, a comma between them. `secret`: it is for some people alone, and never for all. */
export const HOLD_NAMES = `
no|en|draft, is draft, unpublished, embargoed, pending
no|en|do not publish, wip, work in progress
no|de|entwurf, ist entwurf, unveröffentlicht, nicht veröffentlichen
no|fr|brouillon, est brouillon, non publié
no|es|borrador, es borrador
no|pt|rascunho
no|it|bozza
no|nl|klad, concept
no|sv,nb,da|utkast, kladde
no|tr|taslak, taslak mı, yayınlanmamış
no|kmr|reşnivîs, pêşnivîs
no|ckb|ڕەشنووس, رەشنووس
no|ar|مسودة, مسوده, مسودّة, غير منشور
no|fa|پیش‌نویس, پیش نویس, منتشر نشده
no|ru|черновик
no|uk|чернетка
no|pl|szkic, wersja robocza
no|cs|koncept
no|el|πρόχειρο
no|he|טיוטה
no|hy|սևագիր
no|zh|草稿
no|ja|下書き
no|ko|초안
secret|en|private, is private, hidden, is hidden, unlisted
secret|en|password, post password, password protected, protected
secret|de|privat, versteckt, passwort
secret|fr|privé, caché, masqué, mot de passe
secret|es|privado, oculto, contraseña
secret|pt|oculto, senha
secret|it|privato, nascosto
secret|nl|verborgen, wachtwoord
secret|sv,nb,da|dold, skjult
secret|tr|gizli, özel, şifre
secret|kmr|veşartî, taybet
secret|ckb|شاراوە, تایبەت
secret|ar|خاص, مخفي, سري, كلمة السر, كلمة المرور
secret|fa|خصوصی, پنهان
secret|ru|приватный, скрыто, скрытый
secret|uk|приховано
secret|pl|ukryty
secret|cs|skryto
yes|en|published, is published, publish, public, is public, visible, released, live, online
yes|de|veröffentlicht, öffentlich, sichtbar
yes|fr|publié, publique, en ligne
yes|es|publicado, publicada, público
yes|pt|publicado, público
yes|it|pubblicato, pubblico
yes|nl|gepubliceerd, openbaar
yes|tr|yayınlandı, yayımlandı, yayında, yayınla, herkese açık
yes|kmr|weşandî, hat weşandin, giştî
yes|ckb|بڵاوکراوە, بڵاوکراوەتەوە, گشتی
yes|ar|منشور, منشورة, تم النشر, نشر, عام
yes|fa|منتشر شده, منتشرشده, عمومی
yes|ru|опубликовано, опубликован
yes|uk|опубліковано
word|en|status, post status, state, visibility, publish status, publication status, workflow
word|de|zustand, sichtbarkeit, veröffentlichungsstatus
word|fr|statut, état, visibilité
word|es|estado, visibilidad
word|pt|situação, visibilidade
word|it|stato, visibilità
word|tr|durum, durumu, yayın durumu, görünürlük
word|kmr|rewş
word|ckb|دۆخ
word|ar|الحالة, حالة, حالة النشر
word|fa|وضعیت
word|ru|статус, состояние
start|en|publish at, publish date, publish on, publish time, published at, published on, published date
start|en|publication date, date published, pub date, post date, post date gmt, release at, release date, release on
start|en|embargo, embargo until, embargo date, schedule, scheduled, scheduled at, scheduled for, schedule date
start|en|go live, go live at, go live date, not before, available from, visible from, valid from
start|de|veröffentlichen am, veröffentlicht am, veröffentlichungsdatum, sperrfrist, sperrfrist bis
start|fr|date de publication, publier le, publié le, sous embargo
start|es|fecha de publicación, publicar el, embargo hasta
start|it|data di pubblicazione
start|tr|yayın tarihi, yayınlanma tarihi, ambargo
start|kmr|dîroka weşanê
start|ckb|ڕێکەوتی بڵاوکردنەوە
start|ar|تاريخ النشر, موعد النشر, حظر النشر
start|fa|تاریخ انتشار
start|ru|дата публикации, эмбарго
end|en|expiry date, expiry, expires, expire, expire at, expires at, expires on, expired, expiration, expiration date
end|en|unpublish at, unpublish date, unpublish on, valid until, valid to, visible until, available until
end|de|ablaufdatum, gültig bis
end|fr|date d'expiration, expire le
end|tr|bitiş tarihi
end|ar|تاريخ الانتهاء
`

/** What says yes and no, and what says of a story that it is public. */
export const HOLD_VALUES = {
  yes: 'true, yes, y, on, 1, ja, oui, sí, si, sim, evet, doğru, erê, بەڵێ, نعم, بله, да, так, wahr, vrai, verdadero',
  no: 'false, no, n, off, 0, none, never, nein, non, não, nee, hayır, yanlış, na, نەخێر, لا, نه, خیر, нет, ні, falsch, faux, falso',
  public: `publish, published, public, live, veröffentlicht, öffentlich, publié, publicado, pubblicato, gepubliceerd,
    yayınlandı, yayımlandı, yayında, weşandî, بڵاوکراوە, بڵاوکراوەتەوە, منشور, منشورة, تم النشر, منتشر شده, опубликовано`,
} as const
