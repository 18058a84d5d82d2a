//! Spanish.

use super::Lists;

pub(super) const LISTS: Lists = Lists {
    vague: "mejor mejores mejora* buen bueno buena bien mas aumenta* incrementa* optimiza* hacer ser volverse cosas cosa \
            todo algo rendimiento calidad excelencia excelente exito exitos* resultados trabajo eficiente* eficaz* lider \
            lideres fuerte fuertes crecer crecimiento progreso",
    small: "un una unos unas y o el la los las lo nuestro nuestra nuestros nuestras su sus nosotros de del en a al por para \
            con desde como es son todos todas cada este esta estos estas muy mucho siempre ano trimestre mes semana",
    usual: "mantener mantiene* continuar continua* seguir sigue* conservar diario diari* semanal* mensual* regular* \
            rutina habitual* sostener",
    activity: "realizar celebrar organizar asistir participar visitar hacer revisar comprobar reunir* preparar investigar",
    deed: "actividad* taller* reunion* sesion* evento* formacion* revision* inspeccion* visitas",
    output: "lanzar publicar entregar implementar construir crear escribir desarrollar introducir estrenar",
    and: "y e",
    vanity: "visitantes visitas trafico seguidores descargas clics impresiones suscriptores registros fans vistas",
    rate: "tasa* ratio proporcion conversion* por porcentaje promedio media coste ingresos",
};
